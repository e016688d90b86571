package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.document.BadInput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectMistakesTest {

    private static final String TWO = """
            version: 1
            environments:
              staging: {account: "222222222222", region: eu-west-1}
              prod: {account: "333333333333", region: eu-west-1}
            """;

    /// What is wrong with a file, without its name.
    private static List<String> mistakes(String text) {
        return mistakes("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> mistakes(String name, byte[] content) {
        Map<String, String> variables = Map.of("EMPTY", "", "WRONG", "something-else");
        try {
            ProjectText.read(Path.of(name), name, content, variables, LocalDate.of(2026, 11, 24));
            return List.of();
        } catch (BadInput e) {
            return e.mistakes().stream()
                    .map(it -> it.text().replaceFirst("^" + name + ":", ""))
                    .toList();
        }
    }

    /// What is wrong with a file that goes on after two environments; lines count from what goes on.
    private static List<String> mistakesAfterTwo(String text) {
        return mistakes(TWO + text).stream()
                .map(it -> Integer.parseInt(it.substring(0, it.indexOf(':'))) - 4 + it.substring(it.indexOf(':')))
                .toList();
    }

    @Test
    void a_file_with_nothing_in_it_says_what_to_write() {
        String empty = " this file is empty: write `version: 1` and the `environments`";

        assertThat(mistakes("")).containsExactly(empty);
        assertThat(mistakes("# all of it commented out\n")).containsExactly(empty);
        assertThat(mistakes("---\n")).containsExactly(empty);
        assertThat(mistakes("f.json", new byte[0])).containsExactly(empty);
    }

    @Test
    void something_that_is_no_map_is_no_inventory() {
        assertThat(mistakes("[]")).containsExactly("1:1: the file has a list instead of keys with values");
        assertThat(mistakes("hello")).containsExactly("1:1: the file has a text instead of keys with values");
    }

    @Test
    void the_version_is_one() {
        String next = "no version of this format: write `version: 1`, without quotes";

        assertThat(mistakes("version: 2\nenvironments: {a: {capture: x}}")).containsExactly("1:10: `2` is " + next);
        assertThat(mistakes("version: '1'\nenvironments: {a: {capture: x}}")).containsExactly("1:10: `1` is " + next);
        assertThat(mistakes("environments: {a: {capture: x}}"))
                .containsExactly("1:1: `version` is missing here: write it like `version: 1`");
    }

    @Test
    void an_unknown_key_is_asked_about() {
        assertThat(mistakes("""
                        version: 1
                        enviroments: {prod: {account: "333333333333", region: eu-west-1}}
                        """)).containsExactly("2:1: unknown key `enviroments`: did you mean `environments`?");
        assertThat(mistakesAfterTwo("colour: red"))
                .containsExactly("1:1: unknown key `colour`: known are `$schema`, `version`, `application`, "
                        + "`environments`, `functions`, `variables`, `shared`, `namespaces`, `waivers`, `severity`, "
                        + "`assume`, `gate`, `hash-key`");
    }

    @Test
    void an_inventory_has_environments() {
        assertThat(mistakes("version: 1\nenvironments: {}"))
                .containsExactly("2:15: `environments` is empty: write it like "
                        + "`environments: {prod: {account: \"333333333333\", region: eu-west-1}}`");
        assertThat(mistakes("version: 1\nenvironments: {prod: , two: text}"))
                .containsExactly(
                        "2:21: nothing stands behind `prod`: write it like "
                                + "`prod: {account: \"333333333333\", region: eu-west-1, stacks: [orders-prod]}`",
                        "2:29: `two` has a text instead of keys with values: write it like "
                                + "`two: {account: \"333333333333\", region: eu-west-1, stacks: [orders-prod]}`");
    }

    @Test
    void an_account_is_twelve_digits_in_quotes() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          one: {account: 012345678901, region: eu-west-1}
                          two: {account: "12", region: eu-west-1}
                          three: {account: "${WRONG}", region: eu-west-1}
                          four: {region: eu-west-1}
                        """))
                .containsExactly(
                        "3:18: `012345678901` is a number and no text: write it in quotes: `\"012345678901\"`",
                        "4:18: `12` is no account: write its 12 digits in quotes, like `\"333333333333\"`",
                        "5:20: `${WRONG}` holds no account: an account has 12 digits",
                        "6:3: `four` has no `account`: write it like `account: \"333333333333\"`");
    }

    @Test
    void a_key_that_is_missing_because_it_is_misspelled_is_said_once() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          prod:
                            acount: "333333333333"
                            regoin: eu-west-1
                        """))
                .containsExactly(
                        "4:5: unknown key `acount`: did you mean `account`?",
                        "5:5: unknown key `regoin`: did you mean `region`?");
    }

    @Test
    void regions_are_called_as_aws_does() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          one: {account: "111111111111", region: eu-west-1a}
                          two: {account: "222222222222", regions: []}
                          three: {account: "333333333333", region: eu-west-1, regions: [eu-west-1, eu-west-1]}
                          four: {account: "444444444444", region: "${WRONG}"}
                          five: {account: "555555555555"}
                          six: {account: "666666666666", regions: eu-west-1}
                        """))
                .containsExactly(
                        "3:42: `eu-west-1a` is no region: write it like `eu-west-1`",
                        "4:43: `regions` is empty: write it like `regions: [eu-west-1, eu-central-1]`",
                        "5:36: `region` does not go together with `regions`: remove one of them",
                        "5:76: `eu-west-1` is written twice: remove one of them",
                        "6:43: `${WRONG}` holds no region: a region is called like `eu-west-1`",
                        "7:3: `five` has no `region`: write it like `region: eu-west-1`",
                        "8:43: `regions` has a text instead of a list: write it like "
                                + "`regions: [eu-west-1, eu-central-1]`");
    }

    @Test
    void a_role_is_one_of_the_environments_account() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          one: {account: "111111111111", region: eu-west-1, role: {}}
                          two: {account: "222222222222", region: eu-west-1, role: {arn: reader}}
                          three: {account: "333333333333", region: eu-west-1, role: {arn: "arn:aws:iam::444444444444:role/r"}}
                          four: {account: "444444444444", region: eu-west-1, role: {arn: "${WRONG}", sesion-name: x}}
                          five: {account: "555555555555", region: eu-west-1, role: {arn: "arn:aws:iam::555555555555:role/r", session-name: "a b"}}
                          six: {account: "666666666666", region: eu-west-1, role: {arn: "arn:aws:iam::666666666666:role/r", external-id: x}}
                        """))
                .containsExactly(
                        "3:53: `role` has no `arn`: write it like `arn: \"arn:aws:iam::333333333333:role/envgate-read\"`",
                        "4:65: `reader` is no ARN of a role: write it like `arn:aws:iam::333333333333:role/envgate-read`",
                        "5:67: `arn:aws:iam::444444444444:role/r` is in another account than its environment: "
                                + "name a role of the account `333333333333`",
                        "6:66: `${WRONG}` holds no ARN of a role: it is like `arn:aws:iam::333333333333:role/envgate-read`",
                        "6:78: unknown key `sesion-name`: did you mean `session-name`?",
                        "7:116: `a b` is no name of a session: write 2 to 64 letters, digits and `_+=,.@-`",
                        "8:114: what stands behind `external-id` is no external id: it has 2 to 1224 characters");
    }

    @Test
    void a_capture_or_text_takes_nothing_that_only_an_account_needs() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          one: {capture: a, profile: b}
                          two: {text: a, capture: b}
                          three: {text: a, stacks: [b]}
                          four: {capture: "", text: 3}
                          five: {capture: "a\\0b"}
                        """))
                .containsExactly(
                        "3:21: `profile` does not go together with `capture`: remove one of them",
                        "4:18: `capture` does not go together with `text`: remove one of them",
                        "5:20: `stacks` does not go together with `text`: remove one of them",
                        "6:10: `capture` does not go together with `text`: remove one of them",
                        "6:19: `capture` is empty: write it like `capture: captures/prod`",
                        "6:29: `3` is a number and no text: write it in quotes: `\"3\"`",
                        "7:19: `a.b` is no path");
    }

    @Test
    void what_belongs_to_an_environment_is_named_in_lists_and_tags() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          prod:
                            account: "333333333333"
                            region: eu-west-1
                            stacks: orders
                            tags: {team: 12, debug: true}
                            functions: [1, {a: b}, ~, ""]
                            also-called: []
                        """))
                .containsExactly(
                        "6:13: `stacks` has a text instead of a list: write it like "
                                + "`stacks: [orders-prod, \"orders-prod-*\"]`",
                        "7:18: `12` is a number and no text: write it in quotes: `\"12\"`",
                        "7:29: `true` is true or false and no text: write it in quotes: `\"true\"`",
                        "8:17: `1` is a number and no text: write it in quotes: `\"1\"`",
                        "8:20: an item of `functions` has keys with values instead of a text",
                        "8:28: an item of `functions` is empty",
                        "8:31: an item of `functions` is empty",
                        "9:18: `also-called` is empty: write it like `also-called: [prd, live]`");
    }

    @Test
    void an_endpoint_is_a_url_for_all_services_or_by_service() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          one: {account: "111111111111", region: eu-west-1, endpoint-url: localhost}
                          two: {account: "222222222222", region: eu-west-1, endpoint-url: {lamda: "http://a", s3: "ftp://a"}}
                          three: {account: "333333333333", region: eu-west-1, endpoint-url: "${WRONG}"}
                          four: {account: "444444444444", region: eu-west-1, endpoint-url: "http://me@host"}
                        """))
                .containsExactly(
                        "3:67: `localhost` is no URL: write it like `http://127.0.0.1:4566`",
                        "4:68: unknown key `lamda`: did you mean `lambda`?",
                        "4:91: `ftp://a` is no URL: write it like `http://127.0.0.1:4566`",
                        "5:69: `${WRONG}` holds no URL: it is like `http://127.0.0.1:4566`",
                        "6:68: an endpoint takes no user and password: remove them from the URL");
    }

    @Test
    void environments_are_told_apart() {
        assertThat(mistakes("""
                        version: 1
                        environments:
                          prod: {account: "333333333333", region: eu-west-1, also-called: [live]}
                          Prod: {capture: a}
                          shop: {capture: b, also-called: [Live, prod]}
                          twin: {account: "333333333333", regions: [us-east-1, eu-west-1]}
                          "my env": {capture: c}
                        """))
                .containsExactly(
                        "4:3: `Prod` is spelled like `prod`: names are told apart by their letters and digits",
                        "5:36: `Live` already stands for `prod`: one spelling names one environment",
                        "5:42: `prod` already stands for `prod`: one spelling names one environment",
                        "6:3: `twin` is in the account and region of `prod`, and nothing says what belongs to each: "
                                + "add `stacks`, `tags` or `functions` to both",
                        "7:3: `my env` is no name of an environment: write letters, digits, `.`, `_` and `-`");
    }

    @Test
    void functions_pair_and_call_services() {
        assertThat(mistakesAfterTwo("""
                        functions:
                          pairby: logical-id
                          pair-by: logicalid
                          pairs: [{staging: A}, {stagin: A, prod: B}, {staging: C, prod: B}, x]
                          Mailer: {calls: ["https://x.com", "x.com:99999", 443], cals: []}
                          Other: [x]
                        """))
                .containsExactly(
                        "2:11: `pairby` has a text instead of keys with values: did you mean `pair-by`?",
                        "3:12: `logicalid` is not `logical-id`: did you mean `logical-id`?",
                        "4:11: an item of `pairs` is no pair: write it like `{staging: OrdersApi, prod: OrdersApiV2}`",
                        "4:26: `stagin` is no environment: did you mean `staging`?",
                        "4:66: `B` of `prod` has two partners: name it in one pair",
                        "4:70: `x` is no pair: write it like `{staging: OrdersApi, prod: OrdersApiV2}`",
                        "5:20: `https://x.com` is no service: write it like `api.stripe.com:443` or "
                                + "`udp://ntp.example.com:123`",
                        "5:37: `x.com:99999` is no service: write it like `api.stripe.com:443` or "
                                + "`udp://ntp.example.com:123`",
                        "5:52: `443` is a number and no text: write it in quotes: `\"443\"`",
                        "5:58: unknown key `cals`: did you mean `calls`?",
                        "6:10: `Other` has a list instead of keys with values: write it like "
                                + "`Other: {calls: [\"api.stripe.com:443\"]}`");
    }

    @Test
    void a_pattern_for_functions_has_one_place_for_the_function() {
        assertThat(mistakesAfterTwo("functions: {pair-by: {name: \"orders-{stage}\"}}"))
                .containsExactly("1:29: `orders-{stage}` is no pattern for functions: write it like "
                        + "`orders-{environment}-{function}`");
        assertThat(mistakesAfterTwo("functions: {pair-by: {name: \"{enviroment}-{function}\"}}"))
                .containsExactly("1:29: `{enviroment}` stands for nothing: did you mean `{environment}`?");
        assertThat(mistakesAfterTwo("functions: {pair-by: {name: \"{function}-{function}\"}}"))
                .containsExactly("1:29: `{function}` is written twice: write it once");
        assertThat(mistakesAfterTwo("functions: {pair-by: {}}"))
                .containsExactly(
                        "1:13: `pair-by` has no `name`: write it like `name: \"orders-{environment}-{function}\"`");
    }

    @Test
    void variables_say_what_is_meant_and_never_their_value() {
        assertThat(mistakesAfterTwo("""
                        variables:
                          A: difers
                          PASSWORD: hunter2
                          B: {only-in: [pord], untl: 2027-01-01}
                          C: {reason: " "}
                          D: {same: true, secret: true}
                          E: {differs: yes, until: 2027-13-01}
                          "a/b/c": same
                          F: {only-in: []}
                          G: ~
                          H: {until: tomorrow, same: true}
                          I: [differs]
                          J: only-in
                        """))
                .containsExactly(
                        "2:6: `difers` is none of `differs`, `secret`, `same`, `empty`: did you mean `differs`?",
                        "3:13: what stands behind `PASSWORD` is none of `differs`, `secret`, `same`, `empty`",
                        "4:17: `pord` is no environment: did you mean `prod`?",
                        "4:24: unknown key `untl`: did you mean `until`?",
                        "5:3: `C` does not say what is meant: add one of `differs`, `secret`, `only-in`, `same`, `empty`",
                        "5:15: `reason` is empty: say why, in a few words",
                        "6:3: `D` says `secret`, `same` at once: keep one of them",
                        "7:16: what stands behind `differs` is not `true`",
                        "7:28: `2027-13-01` is no day of the calendar: write it like `2026-12-31`",
                        "8:3: `a/b/c` is no variable: write `KEY` or `Function/KEY`",
                        "9:16: `only-in` is empty: write it like `only-in: [dev]`",
                        "10:6: what stands behind `G` is none of `differs`, `secret`, `same`, `empty`",
                        "11:14: `tomorrow` is no date: write it like `2026-12-31`",
                        "12:6: what stands behind `I` is none of `differs`, `secret`, `same`, `empty`",
                        "13:6: what stands behind `J` is none of `differs`, `secret`, `same`, `empty`");
    }

    @Test
    void what_is_shared_is_a_text_or_says_why() {
        String example = "write it like `{resource: \"arn:aws:s3:::orders-artifacts\", "
                + "reason: one artefact store, owner: platform}`";

        assertThat(mistakesAfterTwo("shared: [{reason: x}, \"\", 3, {resource: a, until: 2026-02-30}]"))
                .containsExactly(
                        "1:10: `resource` is missing here: write it like `resource: \"arn:aws:s3:::orders-artifacts\"`",
                        "1:23: an item of `shared` is empty: " + example,
                        "1:27: an item of `shared` has a number instead of a text or keys with values: " + example,
                        "1:51: `2026-02-30` is no day of the calendar: write it like `2026-12-31`");
    }

    @Test
    void namespaces_are_patterns_of_known_environments() {
        assertThat(mistakesAfterTwo("namespaces: {prd: [x], prod: \"arn:aws:s3:::x\"}"))
                .containsExactly(
                        "1:14: `prd` is no environment: did you mean `prod`?",
                        "1:20: `x` is no ARN pattern: write it like `arn:aws:*:*:333333333333:*`",
                        "1:30: `prod` has a text instead of a list: write it like "
                                + "`prod: [\"arn:aws:*:*:333333333333:*\"]`");
    }

    @Test
    void a_waiver_names_a_rule_a_known_environment_and_a_reason() {
        assertThat(mistakesAfterTwo("""
                        waivers:
                          - {rule: holow-variable, place: pord/X, reason: x}
                          - {rule: CFG-03, place: "prod/X KEY", reason: ""}
                          - {place: prod}
                          - {rule: "*", reason: x}
                          - {rule: nothing-like-it, reason: 1, until: 2026-02-30, fingerprint: xyz}
                          - x
                        """))
                .containsExactly(
                        "2:12: `holow-variable` is no rule: did you mean `hollow-variable`?",
                        "2:35: `pord/X` names no environment: did you mean `prod`?",
                        "3:12: `CFG-03` is no rule: did you mean `CFG-003`?",
                        "3:27: `prod/X KEY` is no place: write it like `prod/OrdersMailer/SMTP_HOST`",
                        "3:49: `reason` is empty: say why, in a few words",
                        "4:5: `reason` is missing here: write it like `reason: leaves in December`",
                        "4:5: `rule` is missing here: write it like `rule: function-without-way-out`",
                        "5:12: this waives every rule everywhere: add a `place`, or name a rule",
                        "6:12: `nothing-like-it` is no rule: `envgate rules` lists them",
                        "6:37: `1` is a number and no text: write it in quotes: `\"1\"`",
                        "6:47: `2026-02-30` is no day of the calendar: write it like `2026-12-31`",
                        "6:72: `xyz` is no fingerprint: copy the 16 characters from a report",
                        "7:5: an item of `waivers` has a text instead of keys with values: write it like "
                                + "`{rule: function-without-way-out, place: prod/OrdersMailer, "
                                + "reason: leaves in December, owner: web, until: 2026-12-31}`");
    }

    @Test
    void severities_are_of_rules() {
        assertThat(mistakesAfterTwo("severity: {hollow-variable: eror, CFG-003: warning, nothing: fatal, \"*\": note}"))
                .containsExactly(
                        "1:29: `eror` is none of `error`, `warning`, `note`: did you mean `error`?",
                        "1:35: `CFG-003` is another name of `hollow-variable`: keep one of them",
                        "1:53: `nothing` is no rule: `envgate rules` lists them",
                        "1:62: `fatal` is none of `error`, `warning`, `note`",
                        "1:69: `*` is no rule: `envgate rules` lists them");
    }

    @Test
    void assumptions_have_names() {
        String known = "`organization-policies-allow`, `public-access-not-blocked`, `external-hosts-listen`, "
                + "`session-unrestricted`, `no-inline-firewall`";

        assertThat(mistakesAfterTwo(
                        "assume: [public-acces-not-blocked, whatever, no-inline-firewall, no-inline-firewall]"))
                .containsExactly(
                        "1:10: `public-acces-not-blocked` is none of " + known
                                + ": did you mean `public-access-not-blocked`?",
                        "1:36: `whatever` is none of " + known,
                        "1:66: `no-inline-firewall` is written twice: remove one of them");
        assertThat(mistakesAfterTwo("assume:"))
                .containsExactly("1:8: nothing stands behind `assume`: write it like "
                        + "`assume: [organization-policies-allow]`");
    }

    @Test
    void gates_stand_between_known_environments() {
        assertThat(mistakesAfterTwo("""
                        gate:
                          "stagin -> pord": {fail-on: warn, min-coverage: 95}
                          "staging to prod": {}
                          "prod -> prod": {fail-on: note}
                          "staging->prod": {min-coverage: "95%"}
                          "staging -> prod": {min-coverage: .inf}
                          "prod -> staging": {fail: never}
                        """))
                .containsExactly(
                        "2:3: `pord` in `stagin -> pord` is no environment: did you mean `prod`?",
                        "2:3: `stagin` in `stagin -> pord` is no environment: did you mean `staging`?",
                        "2:31: `warn` is none of `error`, `warning`, `never`: did you mean `warning`?",
                        "2:51: `95` is no share: write a number from 0 to 1, like `0.95`",
                        "3:3: `staging to prod` is no promotion: write it like `\"staging -> prod\"`",
                        "4:3: `prod -> prod` leads nowhere: a promotion has two environments",
                        "4:29: `note` is none of `error`, `warning`, `never`",
                        "5:35: `95%` is no share: write a number from 0 to 1, like `0.95`",
                        "6:3: `staging -> prod` is written twice: keep one of them",
                        "6:37: `.inf` is no share: write a number from 0 to 1, like `0.95`",
                        "7:23: unknown key `fail`: did you mean `fail-on`?");
    }

    @Test
    void the_hash_key_comes_from_a_variable() {
        String secret = "1:11: what stands behind `hash-key` is a secret and does not belong into this file: "
                + "write `\"${NAME}\"` and set the variable";

        assertThat(mistakesAfterTwo("hash-key: mykey")).containsExactly(secret);
        assertThat(mistakesAfterTwo("hash-key: 4711")).containsExactly(secret);
        assertThat(mistakesAfterTwo("hash-key: \"my${EMPTY}\"")).containsExactly(secret);
        assertThat(mistakesAfterTwo("hash-key: \"${EMPTY}\""))
                .containsExactly("1:11: the variable behind `hash-key` is empty: set it to a long random text");
    }

    @Test
    void only_set_variables_are_put_in_and_nothing_else_is_evaluated() {
        String next = ": write `${NAME}` with letters, digits and `_`; nothing else is evaluated";

        assertThat(mistakesAfterTwo("application: \"${NOT_SET} ${ALSO_NOT}\""))
                .containsExactly(
                        "1:14: the environment variable `ALSO_NOT` is not set: set it before envgate runs",
                        "1:14: the environment variable `NOT_SET` is not set: set it before envgate runs");
        assertThat(mistakesAfterTwo("application: \"${HOME:-x}\""))
                .containsExactly("1:14: `${HOME:-x}` is no variable" + next);
        assertThat(mistakesAfterTwo("application: \"a${b\"")).containsExactly("1:14: `${b` is no variable" + next);
        assertThat(mistakesAfterTwo("application: \"$(id) `id` $HOME {{x}}\"")).isEmpty();
    }

    @Test
    void a_secret_in_the_file_is_said_without_showing_it() {
        String secret = "this looks like a secret, and the file holds none: set a variable, and write `\"${NAME}\"`";

        assertThat(mistakesAfterTwo("""
                        application: AKIAIOSFODNN7EXAMPLE
                        ghp_0123456789abcdefghijABCDEFGHIJ012345: x
                        shared: ["https://user:pass@host"]
                        hash-key: sk_live_0123456789abcdefgh
                        """))
                .containsExactly("1:14: " + secret, "2:1: " + secret, "3:10: " + secret, "4:11: " + secret);
    }

    @Test
    void a_text_that_is_no_yaml_says_where_and_what_to_do() {
        String mapping = "a `:` is not expected here: check the indentation, and write text that holds `: ` in quotes";
        String brackets = "with text that holds `[`, `]`, `{`, `}` or `,` in quotes";

        assertThat(mistakes("version: 1\nenvironments:\n\tprod: {}"))
                .containsExactly("3:1: a tab cannot indent YAML: indent with spaces");
        assertThat(mistakes("version: 1\nenvironments: {a: {account: x}"))
                .containsExactly("2:15: this `{` is not closed, or a comma is missing: "
                        + "write it like `{key: value, other: value}`, " + brackets);
        assertThat(mistakes("a: {b: ${C}}"))
                .containsExactly("1:4: this `{` is not closed, or a comma is missing: "
                        + "write it like `{key: value, other: value}`, " + brackets);
        assertThat(mistakes("version: [1\nx: y"))
                .containsExactly("1:10: this list does not end, or lacks a comma: write it like `[a, b]`, " + brackets);
        assertThat(mistakes("version: \"1"))
                .containsExactly("1:10: this text in quotes does not end: close the quotes");
        assertThat(mistakes("version: \"\\q\""))
                .containsExactly("1:12: YAML does not know this escape: write text that holds `\\` in single quotes");
        assertThat(mistakes("version: a: b")).containsExactly("1:11: " + mapping);
        assertThat(mistakes("version: 1\n   environments: 2")).containsExactly("2:16: " + mapping);
        assertThat(mistakes("a:\n  b: 1\n c: 2"))
                .containsExactly("3:2: this does not fit what stands above it: "
                        + "indent the keys of one map alike, and the `-` of one list alike");
        assertThat(mistakes("a: 1\nb\n"))
                .containsExactly("2:1: this key has no `:` behind it: write it like `key: value`");
        assertThat(mistakes("version: @x"))
                .containsExactly("1:10: no text can start with this character: write the text in quotes");
        assertThat(mistakes("version: - a"))
                .containsExactly("1:10: a `-` is not expected here: start the list on a line of its own");
        assertThat(mistakes("a: &"))
                .containsExactly("1:5: `&` and `*` start an anchor or an alias: "
                        + "write text that starts with them in quotes");
        assertThat(mistakes("a: | x"))
                .containsExactly("1:6: text after `|` or `>` starts on the next line: "
                        + "write text that starts with them in quotes");
        assertThat(mistakes("%YAML 3.0\n---\na: b")).containsExactly(" this is no YAML");
    }

    @Test
    void yaml_that_does_more_than_hold_data_is_refused() {
        String tag = " is not read here: remove the tag; write text that starts with `!` in quotes";

        assertThat(mistakes("version: 1\n---\nversion: 1"))
                .containsExactly("3:1: a file holds one document, and here starts another: remove the `---` above");
        assertThat(mistakes("a: !!python/object/apply:os.system [x]"))
                .containsExactly("1:4: the tag `!!python/object/apply:os.system`" + tag);
        assertThat(mistakes("version: !!int 1")).containsExactly("1:10: the tag `!!int`" + tag);
        assertThat(mistakes("a: !Sub x"))
                .containsExactly(
                        "1:4: tags are not read here: remove the tag; " + "write text that starts with `!` in quotes");
        assertThat(mistakes("{capture: x, capture: y}")).contains("1:14: `capture` is written twice");
        assertThat(mistakes("{1: x, ? [a] : b, ~: c}"))
                .contains(
                        "1:2: a key is a text, and this is none: write it in quotes: `\"1\"`",
                        "1:10: a key is a text, and this is none",
                        "1:19: a key is a text, and this is none");
    }

    @Test
    void aliases_lead_somewhere_and_not_too_far() {
        assertThat(mistakes("a: *nothing"))
                .containsExactly("1:4: no anchor above has the name of this alias: "
                        + "write text that starts with `*` in quotes");
        assertThat(mistakes("a: &a [*a]")).containsExactly("1:8: this alias stands inside of what it names");
        assertThat(mistakes("a: {<<: text}"))
                .containsExactly(
                        "1:9: `<<` takes the keys of other maps, and this is no map: write it like `<<: *name`");
        StringBuilder bomb = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("x-%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        assertThat(mistakes(bomb.toString()))
                .containsExactly("5:46: aliases make this text too large: write fewer of them");
        assertThat(mistakes("a: " + "[".repeat(5000))).containsExactly("1:67: this is nested more than 64 levels deep");
    }

    @Test
    void a_file_that_is_no_text_is_refused() {
        assertThat(mistakes("version: 1\u0007"))
                .containsExactly("1:11: the character U+0007 cannot stand in a text: remove it");
        assertThat(mistakes("f.yaml", new byte[] {'a', (byte) 0xff}))
                .containsExactly(" this is no UTF-8 text: save the file as UTF-8");
        assertThat(mistakes("f.yaml", new byte[3_000_001]))
                .containsExactly(" this file is too large: it may have 3000000 bytes");
    }

    @Test
    void json_has_its_own_words() {
        assertThat(json("{\"version\": 1, \"other\": 2"))
                .containsExactly("1:26: the JSON ends too early: close brackets, braces and quotes");
        assertThat(json("{\"version\": 1 \"b\": 3}"))
                .containsExactly("1:15: this is no JSON: check quotes, commas and brackets");
        assertThat(json("{\"version\": 1, \"environments\": {\"a\": {\"capture\": \"x\"}}} {}"))
                .containsExactly("1:57: a JSON text holds one value, and here starts another");
        assertThat(json("{\"version\": 1, \"version\": 2}")).contains("1:16: `version` is written twice");
        assertThat(json("[".repeat(5000))).containsExactly("1:65: this is nested more than 64 levels deep");
    }

    private static List<String> json(String text) {
        return mistakes("f.json", text.getBytes(StandardCharsets.UTF_8));
    }
}
