package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import envgate.envs.model.Assumption;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Provenance;
import envgate.envs.model.Snapshot;
import envgate.envs.source.capture.CaptureDecoder;
import envgate.envs.source.capture.CaptureFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes one answer, or one policy of an answer, out of a capture in which every kind of policy denies something.
///
/// What is left may say the same, or that it is not known; it never says anything else.
class RemovedPolicyTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    /// Members that an answer of AWS never lacks, so that one without them is not whole.
    ///
    /// `PermissionsBoundary`, a queue's, topic's or secret's `Policy` and what stands in lists are no such: without
    /// them there is none.
    private static final Set<String> NEEDED = Set.of(
            "PolicyDocument",
            "AssumeRolePolicyDocument",
            "Document",
            "Content",
            "RolePolicyList",
            "AttachedManagedPolicies",
            "PolicyVersionList",
            "PermissionsBoundaryArn",
            "PolicyArn",
            "Grants",
            "MasterAccountId",
            "Parents");

    @TempDir
    private Path folder;

    private static final List<String> DENIED = List.of(
            "s3:DeleteObject arn:aws:s3:::orders/a", // an inline policy
            "sqs:PurgeQueue arn:aws:sqs:eu-west-1:333333333333:jobs", // a managed one
            "sns:DeleteTopic arn:aws:sns:eu-west-1:333333333333:news", // one of AWS's
            "dynamodb:DeleteItem arn:aws:dynamodb:eu-west-1:333333333333:table/orders", // the boundary
            "secretsmanager:DeleteSecret arn:aws:secretsmanager:eu-west-1:333333333333:secret:db-AbCdEf", // a unit's
            // SCP
            "sqs:ReceiveMessage arn:aws:sqs:eu-west-1:333333333333:jobs", // the root's RCP
            "s3:PutObject arn:aws:s3:::orders/a", // policies of resources
            "sqs:DeleteMessage arn:aws:sqs:eu-west-1:333333333333:jobs",
            "sns:Publish arn:aws:sns:eu-west-1:333333333333:news",
            "secretsmanager:PutSecretValue arn:aws:secretsmanager:eu-west-1:333333333333:secret:db-AbCdEf",
            "dynamodb:PutItem arn:aws:dynamodb:eu-west-1:333333333333:table/orders",
            "kms:Encrypt arn:aws:kms:eu-west-1:333333333333:key/k1",
            "lambda:InvokeFunction arn:aws:lambda:eu-west-1:333333333333:function:pay");

    private static final List<String> ALLOWED = List.of(
            "s3:GetObject arn:aws:s3:::orders/a",
            "sqs:SendMessage arn:aws:sqs:eu-west-1:333333333333:jobs",
            "dynamodb:GetItem arn:aws:dynamodb:eu-west-1:333333333333:table/orders",
            "secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:333333333333:secret:db-AbCdEf",
            "kms:Decrypt arn:aws:kms:eu-west-1:333333333333:key/k1",
            "kms:DescribeKey arn:aws:kms:eu-west-1:333333333333:key/k1"); // a grant

    @Test
    void every_kind_of_policy_has_its_say_as_long_as_it_is_there() {
        SortedMap<String, String> decided = decide(calls(), Set.of());
        DENIED.forEach(it -> assertThat(decided).containsEntry(it, "denied"));
        ALLOWED.forEach(it -> assertThat(decided).containsEntry(it, "allowed"));
    }

    @Test
    void an_answer_that_is_not_there_leaves_things_as_they_were_or_unknown() {
        compare((calls, i) -> calls.remove(i));
    }

    @Test
    void an_answer_that_was_refused_leaves_things_as_they_were_or_unknown() {
        compare((calls, i) -> {
            ObjectNode call = (ObjectNode) calls.get(i);
            call.remove("response");
            call.set("error", JSON.readTree("{\"code\": \"AccessDeniedException\", \"status\": 403}"));
        });
    }

    @Test
    void a_policy_that_is_gone_from_an_answer_leaves_things_as_they_were_or_unknown() {
        SortedMap<String, String> before = decide(calls(), Set.of());
        List<String> wrong = new ArrayList<>();
        int removed = 0;
        for (int i = 0; i < calls().size(); i++) {
            int count = members(calls().get(i).path("response")).size();
            for (int j = 0; j < count; j++) {
                ArrayNode calls = calls();
                members(calls.get(i).path("response")).get(j).run();
                removed++;
                turned(before, decide(calls, Set.of()), calls.get(i) + " member " + j, wrong);
            }
        }
        assertThat(removed).isGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    /// What the inventory assumes may stand in for policies of the organization, and then the decision says so.
    @Test
    void only_a_named_assumption_stands_in_for_policies_of_the_organization() {
        ArrayNode calls = calls();
        for (int i = calls.size() - 1; i >= 0; i--) {
            if (calls.get(i).path("service").stringValue().equals("organizations")) {
                calls.remove(i);
            }
        }
        String question = "secretsmanager:DeleteSecret arn:aws:secretsmanager:eu-west-1:333333333333:secret:db-AbCdEf";
        assertThat(decide(calls, Set.of())).containsEntry(question, "unknown");
        assertThat(decide(calls, Set.of(Assumption.ORGANIZATION_POLICIES_ALLOW)))
                .containsEntry(question, "allowed, assuming [ORGANIZATION_POLICIES_ALLOW]");
    }

    private interface Removal {

        void apply(ArrayNode calls, int at);
    }

    private void compare(Removal removal) {
        SortedMap<String, String> before = decide(calls(), Set.of());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < calls().size(); i++) {
            ArrayNode calls = calls();
            JsonNode call = calls.get(i).deepCopy();
            removal.apply(calls, i);
            turned(before, decide(calls, Set.of()), call.toString(), wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private static void turned(Map<String, String> before, Map<String, String> after, String what, List<String> wrong) {
        after.forEach((question, now) -> {
            if (!now.equals("unknown") && !now.equals(before.get(question))) {
                wrong.add(question + " was " + before.get(question) + " and is " + now + " without " + what);
            }
        });
    }

    /// What removes each of the members that are needed.
    private static List<Runnable> members(JsonNode node) {
        List<Runnable> found = new ArrayList<>();
        Consumer<JsonNode> below = it -> found.addAll(members(it));
        if (node instanceof ObjectNode object) {
            for (String it : List.copyOf(object.propertyNames())) {
                if (NEEDED.contains(it)) {
                    found.add(() -> object.remove(it));
                }
                below.accept(object.get(it));
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(below);
        }
        return found;
    }

    private static ArrayNode calls() {
        try (InputStream in = RemovedPolicyTest.class.getResourceAsStream("/guarded-capture.json")) {
            return (ArrayNode) JSON.readTree(Objects.requireNonNull(in)).get("Calls");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private SortedMap<String, String> decide(ArrayNode calls, Set<Assumption> assumed) {
        ObjectNode file = JSON.createObjectNode();
        file.set("Calls", calls);
        assertThatCode(() -> {
                    Path account = Files.createDirectories(folder.resolve("333333333333/eu-west-1"));
                    Files.writeString(account.resolve("calls.json"), file.toString());
                })
                .doesNotThrowAnyException();
        Snapshot snapshot = CaptureDecoder.decode(CaptureFolder.read(folder), Provenance.Kind.CAPTURE, "a test");
        Access access = new Access(snapshot, Scenario.intent(assumed));
        LambdaFunction function = snapshot.functions().stream()
                .filter(it -> it.name().equals("api"))
                .findFirst()
                .orElse(null);
        SortedMap<String, String> decided = new TreeMap<>();
        for (List<String> questions : List.of(DENIED, ALLOWED)) {
            for (String it : questions) {
                String[] words = it.split(" ", 2);
                decided.put(it, function == null ? "unknown" : told(access.may(function, words[0], words[1])));
            }
        }
        return decided;
    }

    private static String told(Decision decision) {
        return switch (decision) {
            case Decision.Allowed(var trail) ->
                trail.assumptions().isEmpty() ? "allowed" : "allowed, assuming " + trail.assumptions();
            case Decision.Denied _ -> "denied";
            case Decision.Unknown _ -> "unknown";
        };
    }
}
