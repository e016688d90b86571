package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFormsTest {

    /// Of each form one, by its beginning and what comes next; none is anybody's.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA 000000000000",
                "ASIA 000000000000",
                "ABIA 000000000000",
                "ACCA 000000000000",
                "gho _x",
                "github _pat_x",
                "glpat -x",
                "xoxp -x",
                "xapp -x",
                "sk _live_x",
                "rk _test_x",
                "pk _live_x",
                "whsec _x",
                "sq0csp -x",
                "sk-ant- xxxxxxxx",
                "hf _x",
                "SG .x.y",
                "key- 0000000000000000",
                "AIza xxxxxxxxxx",
                "ya29 .x",
                "GOCSPX -x",
                "1// 0x",
                "npm _xxxxxxxx",
                "pypi -xxxxxxxx",
                "dop _v1_x",
                "hvs .x",
                "shpat _x",
                "dapi 00000000",
                "lin _api_x",
                "PMAK -x",
                "sntrys _x",
                "NRAK -x",
                "glsa _x",
                "dckr _pat_x",
                "AGE- SECRET-KEY-x",
                "EAAC xxxxxxxx",
                "AC 00000000000000000000000000000000",
                "SK 00000000000000000000000000000000",
                "eyJ xxxxxxxx",
                "$2 b$x",
                "$argon 2id$x",
                "{SSHA }x",
                "{MD5 }x",
                "{CRYPT }x",
                "----- BEGIN PRIVATE KEY",
                "hooks.slack .com/x",
                "discord .com/api/webhooks/x",
                "x.webhook .office.com/x"
            })
    void every_form_is_known_wherever_it_stands(String parts) {
        String text = parts.replace(" ", parts.startsWith("-----") ? " " : "").replace("----- BEGIN", "-----BEGIN");
        assertThat(SecretForms.isCredential(text)).isTrue();
        assertThat(SecretForms.isCredential("orders," + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abcdefgh", "basic YWRtaW46", "ssh-rsa AAAAB3", "BEARER abcdefgh"})
    void forms_with_a_space_are_known(String text) {
        assertThat(SecretForms.isCredential("Authorization: " + text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "orders",
                "task-scheduler-queue",
                "keyboard",
                "disk-usage-report",
                "basic",
                "AKITA",
                "ghost"
            })
    void words_are_none(String text) {
        assertThat(SecretForms.isCredential(text)).isFalse();
    }
}
