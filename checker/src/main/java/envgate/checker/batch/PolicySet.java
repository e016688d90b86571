package envgate.checker.batch;

import envgate.checker.batch.JsonLines.Wrong;
import envgate.envs.model.Arn;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.source.capture.PolicyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The policies that a question is about, in the members of AWS's SimulateCustomPolicy and some of the same kind.
///
/// See https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html. A policy is a JSON object, or
/// its text, percent-encoded or not. A list that is not there is empty, and an empty list means that there is no such
/// policy. The same document under the same name is the same object, so that whoever prepares it may keep it.
///
/// @param identity `PolicyInputList`: the policies of the caller, and of its groups
/// @param boundary `PermissionsBoundaryPolicyInputList`: what the permissions boundary allows
/// @param session `SessionPolicyInputList`: what was passed when the session began
/// @param resource `ResourcePolicy`: the policy of each resource, the trust policy where a role is assumed
/// @param endpoint `VpcEndpointPolicyInputList`: what the endpoint lets through that the call travels by
/// @param serviceControl `ServiceControlPolicyInputList`: one list for each level above the caller's account, root
/// first
/// @param resourceControl `ResourceControlPolicyInputList`: the same for the resource's account
/// @param caller `CallerArn`; empty when it is not given
/// @param resourceAccount `ResourceAccountId`, or the account of `ResourceOwner`; empty when neither is given
public record PolicySet(
        List<PolicyDocument> identity,
        List<PolicyDocument> boundary,
        List<PolicyDocument> session,
        Optional<PolicyDocument> resource,
        List<PolicyDocument> endpoint,
        List<List<PolicyDocument>> serviceControl,
        List<List<PolicyDocument>> resourceControl,
        String caller,
        String resourceAccount) {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Origin ASKED = new Origin.Unknown();

    public PolicySet {
        identity = List.copyOf(identity);
        boundary = List.copyOf(boundary);
        session = List.copyOf(session);
        endpoint = List.copyOf(endpoint);
        serviceControl = serviceControl.stream().map(List::copyOf).toList();
        resourceControl = resourceControl.stream().map(List::copyOf).toList();
    }

    /// Reads one member after the other, and says of all of them at once what is wrong.
    ///
    /// @param question the question itself, or a member of it that holds policies
    public static PolicySet of(JsonNode question) throws Wrong {
        Reader reader = new Reader(question);
        PolicySet set = new PolicySet(
                reader.list("PolicyInputList"),
                reader.list("PermissionsBoundaryPolicyInputList"),
                reader.list("SessionPolicyInputList"),
                reader.one("ResourcePolicy"),
                reader.list("VpcEndpointPolicyInputList"),
                reader.levels("ServiceControlPolicyInputList"),
                reader.levels("ResourceControlPolicyInputList"),
                reader.text("CallerArn"),
                reader.account());
        if (!reader.mistakes.isEmpty()) {
            throw new Wrong(String.join("; ", reader.mistakes));
        }
        return set;
    }

    /// Reads the members of one question and gathers its mistakes.
    private static final class Reader {

        private final JsonNode question;
        private final List<String> mistakes = new ArrayList<>();

        Reader(JsonNode question) {
            this.question = question;
        }

        List<PolicyDocument> list(String member) {
            JsonNode found = question.path(member);
            if (isAbsent(found)) {
                return List.of();
            }
            if (found.isArray()) {
                return documents(member + ".", found);
            }
            mistakes.add("`" + member + "` is a list of policies");
            return List.of();
        }

        List<List<PolicyDocument>> levels(String member) {
            JsonNode found = question.path(member);
            List<List<PolicyDocument>> levels = new ArrayList<>();
            boolean lists = found.isArray();
            for (JsonNode it : found) {
                lists &= it.isArray();
            }
            if (!lists) {
                if (!isAbsent(found)) {
                    mistakes.add("`" + member + "` is a list of levels, root first, each a list of policies");
                }
                return levels;
            }
            for (JsonNode it : found) {
                levels.add(documents(member + "." + (levels.size() + 1) + ".", it));
            }
            return levels;
        }

        Optional<PolicyDocument> one(String member) {
            JsonNode found = question.path(member);
            return isAbsent(found) ? Optional.empty() : document(member, found);
        }

        String text(String member) {
            JsonNode found = question.path(member);
            if (isAbsent(found)) {
                return "";
            }
            if (!found.isString()) {
                mistakes.add("`" + member + "` is a text");
            }
            return found.isString() ? found.stringValue() : "";
        }

        String account() {
            String id = text("ResourceAccountId");
            String owner = text("ResourceOwner");
            if (!id.isEmpty() && !ACCOUNT.matcher(id).matches()) {
                mistakes.add("`ResourceAccountId` is the twelve digits of an account");
            }
            String owning = Arn.parse(owner).map(Arn::account).orElse(owner);
            if (!owner.isEmpty() && !ACCOUNT.matcher(owning).matches()) {
                mistakes.add("`ResourceOwner` is an account, like arn:aws:iam::123456789012:root");
            }
            return id.isEmpty() ? owning : id;
        }

        private List<PolicyDocument> documents(String prefix, JsonNode list) {
            List<PolicyDocument> documents = new ArrayList<>();
            int number = 0;
            for (JsonNode it : list) {
                number++;
                document(prefix + number, it).ifPresent(documents::add);
            }
            return documents;
        }

        private Optional<PolicyDocument> document(String name, JsonNode node) {
            Optional<PolicyDocument> known = Known.ALL.get(name, node);
            if (known.isPresent()) {
                return known;
            }
            PolicyReader.Reading reading = PolicyReader.readWritten(name, node, ASKED);
            if (reading.policy().isEmpty()) {
                mistakes.add("`" + name + "` is no policy: " + reading.wrong());
            }
            reading.policy().ifPresent(it -> Known.ALL.put(name, node, it));
            return reading.policy();
        }

        private static boolean isAbsent(JsonNode node) {
            return node.isMissingNode() || node.isNull();
        }
    }

    /// Documents that were read before: questions mostly come with the same ones again.
    private static final class Known {

        static final Known ALL = new Known();

        /// Patterns and values that are kept at most.
        private static final long MOST = 1_000_000;

        private final Map<Written, PolicyDocument> documents = new ConcurrentHashMap<>();
        private final AtomicLong weight = new AtomicLong();

        private record Written(String name, JsonNode node) {}

        Optional<PolicyDocument> get(String name, JsonNode node) {
            return Optional.ofNullable(documents.get(new Written(name, node)));
        }

        void put(String name, JsonNode node, PolicyDocument document) {
            if (weight.addAndGet(weigh(document)) > MOST) {
                documents.clear();
                weight.set(0);
            }
            documents.put(new Written(name, node), document);
        }

        private static long weigh(PolicyDocument document) {
            return 10
                    + document.statements().stream()
                            .mapToLong(it -> 10L
                                    + it.actions().patterns().size()
                                    + it.resources().patterns().size()
                                    + it.principals().patterns().size()
                                    + it.conditions().stream()
                                            .mapToLong(c -> 1L + c.values().size())
                                            .sum())
                            .sum();
        }
    }
}
