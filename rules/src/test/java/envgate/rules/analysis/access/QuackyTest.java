package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.source.capture.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares "does one policy allow more than the other" with the labelled pairs of
/// https://github.com/vlab-cs-ucsb/quacky, where they are at hand: 546 pairs, both ways.
///
/// 72 of the 1,092 labels are not what AWS does, each for a reason that shows in its witness, with AWS's page: see
/// [#DEVIATIONS].
class QuackyTest {

    private static final Path PAIRS =
            Path.of(System.getProperty("envgate.root", ".."), "../shared/data/quacky/pairs.jsonl");

    /// Labels that AWS's documentation contradicts.
    ///
    /// @param page of AWS that says so
    private record Deviation(int count, String why, String page) {}

    private static final String GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_";

    /// By the policy that pairs were made of.
    private static final Map<String, Deviation> DEVIATIONS = Map.of(
            "ec2/exp_single/ec2_allow_ebs_volume_owners/policy",
            new Deviation(
                    36,
                    "the mutant lacks `Version`, so that `${aws:username}` in it is no variable but text",
                    "IAM JSON policy elements: Version, " + GUIDE + "elements_version.html"),
            "ec2/exp_single/ec2_require_mfa_session_token/policy",
            new Deviation(
                    6,
                    "two of the pairs are the same policy twice, and labelled as allowing more both ways; in the others"
                            + " the mutant denies all that the policy denies and more",
                    "Policy evaluation logic, " + GUIDE + "evaluation-logic.html"),
            "ec2/exp_single/ec2_terminate_instance_ip/policy",
            new Deviation(
                    22,
                    "the mutant allows `ec2:*` instead of one action, or denies nothing (`NotAction` and"
                            + " `NotResource: *`)",
                    "IAM JSON policy elements: NotResource, " + GUIDE + "elements_notresource.html"),
            "ec2/exp_single/ec2_validate_attach_volume/policy",
            new Deviation(
                    6,
                    "the mutant has no condition, or covers more ARNs",
                    "IAM JSON policy elements: Condition, " + GUIDE + "elements_condition.html"),
            "iam/exp_single/iam_role_policy_modify_iam_but_not_own_policies/policy",
            new Deviation(
                    2,
                    "the policy spares one role of the account, the mutant all of the account's",
                    "IAM JSON policy elements: Resource, " + GUIDE + "elements_resource.html"));

    @BeforeAll
    static void are_there() {
        Assumptions.assumeTrue(Files.exists(PAIRS), "the pairs of quacky are not at hand");
    }

    @Test
    void all_directions_are_answered_as_labelled_but_for_those_that_aws_contradicts() throws IOException {
        Map<String, Integer> deviations = new TreeMap<>();
        JsonMapper json = JsonMapper.builder().build();
        int directions = 0;
        List<Long> nanos = new ArrayList<>();
        for (String line : Files.readAllLines(PAIRS)) {
            JsonNode pair = json.readTree(line);
            PolicyDocument policy = document(pair.get("policy"));
            PolicyDocument mutant = document(pair.get("mutant"));
            directions += 2;
            for (boolean forth : List.of(true, false)) {
                boolean label = pair.get(forth ? "policyAllowsMore" : "mutantAllowsMore")
                        .asBoolean();
                long begin = System.nanoTime();
                Granted answer = forth ? more(mutant, policy) : more(policy, mutant);
                nanos.add(System.nanoTime() - begin);
                assertThat(answer).as(line).isNotInstanceOf(Granted.Unsure.class);
                if (answer instanceof Granted.Some some && some.principal().isEmpty()) {
                    replay(forth ? mutant : policy, forth ? policy : mutant, some);
                }
                if (answer instanceof Granted.Some != label) {
                    String id = pair.get("id").stringValue();
                    deviations.merge(id.substring(0, id.lastIndexOf('/')), 1, Integer::sum);
                }
            }
        }
        assertThat(directions).isEqualTo(1_092);
        DEVIATIONS.forEach((family, it) -> assertThat(deviations.remove(family))
                .as("%s: %s (%s)", family, it.why(), it.page())
                .isEqualTo(it.count()));
        assertThat(deviations).isEmpty();
        Collections.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "quacky: %d directions, half of them within %.0f µs, 99 of 100 within %.1f ms%n",
                directions,
                nanos.get(directions / 2) / 1e3,
                nanos.get(directions * 99 / 100) / 1e6);
    }

    private static void replay(PolicyDocument before, PolicyDocument after, Granted.Some some) {
        Map<String, List<String>> context = new HashMap<>();
        some.conditions().forEach((key, values) -> context.put(key.toLowerCase(Locale.ROOT), values));
        Replay replay = new Replay(
                some.action(), some.resource(), (it, version) -> PlainConditions.isMet(it, version, context));
        SymbolicQuestion question = new SymbolicQuestion(
                Rights.ofIdentity(List.of(after)), List.of(), Optional.of(Rights.ofIdentity(List.of(before))));
        assertThat(replay.isGranted(question)).as("%s%n%s", question, some).isTrue();
    }

    private static Granted more(PolicyDocument before, PolicyDocument after) {
        List<Statement> all = new ArrayList<>(before.statements());
        all.addAll(after.statements());
        boolean names = all.stream().anyMatch(it -> !it.principals().patterns().isEmpty());
        return names
                ? Grants.more(Rights.ofResource(before), Rights.ofResource(after))
                : Grants.more(Rights.ofIdentity(List.of(before)), Rights.ofIdentity(List.of(after)));
    }

    private static PolicyDocument document(JsonNode policy) {
        return PolicyReader.readWritten("p", policy, new Origin.Unknown())
                .policy()
                .orElseThrow();
    }
}
