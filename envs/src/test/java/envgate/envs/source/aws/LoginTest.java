package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Gap;
import envgate.envs.source.capture.Recording;
import envgate.envs.wire.Behaviour;
import envgate.envs.wire.Fleet;
import envgate.envs.wire.WireFake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// As whom an account is read, and what is said when that does not work.
class LoginTest {

    private static final String ACCOUNT = "000000000001";

    private final WireFake aws = WireFake.start().give(Fleet.of("shop", ACCOUNT, Reads.REGION, 1));

    @TempDir
    private Path folder;

    private Map<String, String> files = Map.of();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("config"), """
                [profile sso]
                sso_session = corp
                sso_account_id = 000000000001
                sso_role_name = read
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://corp.example.com/start
                [profile chained]
                role_arn = arn:aws:iam::000000000001:role/read
                source_profile = sso
                [profile mfa]
                role_arn = arn:aws:iam::000000000001:role/read
                source_profile = keys
                mfa_serial = arn:aws:iam::000000000001:mfa/me
                [profile empty]
                region = eu-west-1
                """);
        Files.writeString(folder.resolve("credentials"), """
                [keys]
                aws_access_key_id = ASIAFAKE000000000001
                aws_secret_access_key = secret
                """);
        files = Map.of(
                "AWS_CONFIG_FILE", folder.resolve("config").toString(),
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString(),
                "AWS_MAX_ATTEMPTS", "2");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private Reads shop() {
        return Reads.of(ACCOUNT, aws.endpoint()).withOnly(files).needing(java.util.Set.of());
    }

    private Recording as(String profile) {
        return shop().as(new Credentials.Profile(profile))
                .needing(Reads.ANSWERABLE)
                .read();
    }

    private static void assertUnseen(Recording read, String reason) {
        assertThat(read.gaps()).extracting(Gap::area).containsExactlyInAnyOrderElementsOf(Reads.ANSWERABLE);
        assertThat(Reads.reasons(read)).containsExactly(reason);
        assertThat(read.gaps())
                .allMatch(Gap::isWhole)
                .allMatch(it -> it.account().equals(ACCOUNT));
        assertThat(read.toString()).doesNotContain(WireFake.SECRET);
    }

    @Test
    void a_profile_reads() {
        assertThat(as("keys").accounts()).containsExactly(ACCOUNT);
    }

    @Test
    void the_default_chain_takes_the_profile_that_the_environment_names() {
        Recording read = shop().as(new Credentials.DefaultChain())
                .with(Map.of("AWS_PROFILE", "keys"))
                .read();

        assertThat(read.accounts()).containsExactly(ACCOUNT);
    }

    @Test
    void keys_of_the_environment_come_before_a_profile() {
        Recording read = shop().as(new Credentials.DefaultChain())
                .with(Map.of(
                        "AWS_PROFILE",
                        "empty",
                        "AWS_ACCESS_KEY_ID",
                        "ASIAFAKE000000000001",
                        "AWS_SECRET_ACCESS_KEY",
                        "x"))
                .read();

        assertThat(read.accounts()).containsExactly(ACCOUNT);
    }

    @Test
    void a_role_is_assumed_with_the_keys_of_a_profile() {
        Recording read =
                shop().as(Reads.role(ACCOUNT, new Credentials.Profile("keys"))).read();

        assertThat(read.caller()).isEqualTo("arn:aws:sts::000000000001:assumed-role/envgate-read/envgate");
        assertThat(aws.callsOf("sts:AssumeRole")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sso", "chained"})
    void who_is_not_signed_in_is_told_to(String profile) {
        assertUnseen(
                as(profile),
                "the sign-in of profile `" + profile + "` is missing or has expired: run: aws sso login --profile "
                        + profile);
    }

    @Test
    void who_assumes_a_role_without_being_signed_in_is_told_to() {
        Recording read = shop().as(Reads.role(ACCOUNT, new Credentials.Profile("sso")))
                .needing(Reads.ANSWERABLE)
                .read();

        assertUnseen(read, "the sign-in of profile `sso` is missing or has expired: run: aws sso login --profile sso");
    }

    @Test
    void a_profile_that_is_not_there_is_named() {
        assertUnseen(
                as("nobody"),
                "there is no profile `nobody` in the AWS configuration: run `aws configure list-profiles`");
    }

    @Test
    void a_profile_that_asks_for_a_code_is_named() {
        assertUnseen(
                as("mfa"),
                "profile `mfa` asks for a code, which envgate cannot: sign in first and pass the keys on, as"
                        + " `aws configure export-credentials --profile mfa --format env` prints them");
    }

    @Test
    void a_profile_without_keys_is_named() {
        assertUnseen(
                as("empty"),
                "the credentials of profile `empty` are missing, invalid or expired: renew them and try"
                        + " `aws sts get-caller-identity --profile empty`");
    }

    @Test
    void credentials_that_have_expired_are_named() {
        aws.when("sts:GetCallerIdentity", Behaviour.refuse("ExpiredToken", 403));

        assertUnseen(
                as("keys"),
                "ExpiredToken: the credentials of profile `keys` are missing, invalid or expired: renew them and try"
                        + " `aws sts get-caller-identity --profile keys`");
    }

    @Test
    void a_role_that_may_not_be_assumed_is_named_with_the_permission() {
        aws.when("sts:AssumeRole", Behaviour.refuse("AccessDenied", 403));

        Recording read = shop().as(Reads.role(ACCOUNT, new Credentials.Profile("keys")))
                .needing(Reads.ANSWERABLE)
                .read();

        assertUnseen(
                read,
                "AccessDenied: role arn:aws:iam::000000000001:role/envgate-read may not be assumed: let its trust policy"
                        + " name who reads, and allow them sts:AssumeRole on it");
        assertThat(read.gaps()).extracting(Gap::permission).containsOnly("sts:AssumeRole");
        assertThat(read.accounts()).isEmpty();
    }

    @Test
    void in_another_account_nothing_is_read() {
        Recording read = shop().as(Reads.role("000000000002", new Credentials.Profile("keys")))
                .needing(Reads.ANSWERABLE)
                .read();

        assertUnseen(read, "the credentials are of account 000000000002, the inventory says 000000000001");
        assertThat(read.accounts()).containsExactly("000000000002");
        assertThat(read.caller()).isEqualTo("arn:aws:sts::000000000002:assumed-role/envgate-read/envgate");
        assertThat(aws.calls().keySet()).containsExactlyInAnyOrder("sts:AssumeRole", "sts:GetCallerIdentity");
    }

    @Test
    void a_proxy_that_answers_for_sts_is_said_to_be_none() {
        aws.when("*", Behaviour.html(200));

        assertUnseen(as("keys"), "no-aws-answer: what answered is not AWS: look at the proxy and the endpoint URLs");
        assertUnseen(
                shop().as(Reads.role(ACCOUNT, new Credentials.Profile("keys")))
                        .needing(Reads.ANSWERABLE)
                        .read(),
                "no-aws-answer: what answered is not AWS: look at the proxy and the endpoint URLs");
    }

    @Test
    void an_aws_that_is_not_there_is_said_to_be_out_of_reach() {
        Map<String, String> nowhere = Map.of("", "http://127.0.0.1:1");

        assertUnseen(
                shop().at(nowhere)
                        .as(new Credentials.Profile("keys"))
                        .needing(Reads.ANSWERABLE)
                        .read(),
                "connection-broken: AWS cannot be reached: look at the network, the proxy and the endpoint URLs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:4566", "ftp://localhost", "http:///path", "not a url", "http://user:pass word@x"})
    void an_endpoint_that_is_no_url_is_named_and_not_quoted(String url) {
        Reads reads = shop().as(new Credentials.Profile("keys")).needing(Reads.ANSWERABLE);

        assertUnseen(
                reads.at(Map.of("", url)).read(),
                "the inventory's `endpoint-url` is no URL of a host: write it as https://host:port");
        assertUnseen(
                reads.at(Map.of()).with(Map.of("AWS_ENDPOINT_URL_STS", url)).read(),
                "`AWS_ENDPOINT_URL_STS` is no URL of a host: write it as https://host:port");
    }

    @Test
    void endpoints_of_the_environment_are_called() {
        Reads reads = shop().as(new Credentials.Profile("keys")).at(Map.of());

        assertThat(reads.with(Map.of("AWS_ENDPOINT_URL", aws.endpoint().toString()))
                        .read()
                        .accounts())
                .containsExactly(ACCOUNT);
        assertThat(reads.with(Map.of(
                                "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
                                "AWS_ENDPOINT_URL_STS", aws.endpoint().toString(),
                                "AWS_ENDPOINT_URL_CLOUDFORMATION",
                                        aws.endpoint().toString(),
                                "AWS_ENDPOINT_URL_LAMBDA", aws.endpoint().toString()))
                        .read())
                .satisfies(it -> assertThat(Reads.refusals(it)).isEmpty());
    }

    @Test
    void a_configuration_that_is_broken_is_not_quoted() throws IOException {
        Files.writeString(folder.resolve("config"), "[profile broken\n" + WireFake.SECRET + "\n");

        assertUnseen(as("keys"), "the AWS configuration file cannot be read: run `aws configure list-profiles`");
    }
}
