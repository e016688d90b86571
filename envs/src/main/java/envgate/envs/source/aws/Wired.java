package envgate.envs.source.aws;

import static envgate.envs.source.aws.Items.text;

import envgate.envs.model.Selection;
import envgate.envs.source.capture.Answer.Response;
import envgate.envs.source.capture.NamedAliases;
import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What of an account's things belongs to an environment, and what is named by the things that do.
///
/// When in doubt a thing is in: it is asked about once more than needed, and never once less.
final class Wired {

    /// The operations that tell it; where the selection has tags, GetFunction besides.
    static final List<Operation> AFTER = List.of(
            Operation.CLOUDFORMATION_DESCRIBE_STACKS,
            Operation.CLOUDFORMATION_LIST_STACK_RESOURCES,
            Operation.LAMBDA_LIST_FUNCTIONS);

    private static final int SHORTEST_NAME = 3;

    private final Here here;
    private final Selection selection;
    private final boolean states;
    private final Memo<List<JsonNode>> stacks = new Memo<>(this::findStacks);
    private final Memo<Set<String>> members = new Memo<>(this::findMembers);
    private final Memo<List<JsonNode>> functions = new Memo<>(this::findFunctions);
    private final Memo<Set<String>> words = new Memo<>(this::findWords);
    private final Memo<String> text = new Memo<>(() -> String.join("\n", words.get()));

    Wired(Here here, Selection selection, boolean states) {
        this.here = here;
        this.selection = selection;
        this.states = states;
    }

    /// Stacks that the selection names or tags, and those nested in them.
    List<JsonNode> stacks() {
        return stacks.get();
    }

    Set<String> stackIds() {
        Set<String> ids = new TreeSet<>();
        stacks().forEach(it -> ids.add(text(it, "StackId")));
        return ids;
    }

    /// Physical ids of what its stacks made of a type.
    Stream<String> made(String type) {
        return here.answers(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES)
                .flatMap(it -> it.outcome() instanceof Response(JsonNode body)
                        ? body.path("StackResourceSummaries").valueStream()
                        : Stream.of())
                .filter(it -> text(it, "ResourceType").equals(type))
                .map(it -> text(it, "PhysicalResourceId"))
                .filter(it -> !it.isEmpty())
                .distinct();
    }

    /// Ids of the KMS keys that belong to it, or that what does names by any of their names.
    Stream<String> keys() {
        Map<String, List<String>> names = new TreeMap<>();
        here.list(Operation.KMS_LIST_KEYS)
                .forEach(it -> names.computeIfAbsent(text(it, "KeyId"), _ -> new ArrayList<>())
                        .addAll(List.of(text(it, "KeyId"), text(it, "KeyArn"))));
        here.list(Operation.KMS_LIST_ALIASES).forEach(it -> {
            List<String> of = names.get(text(it, "TargetKeyId"));
            if (of != null) {
                of.add(text(it, "AliasName"));
            }
        });
        return names.entrySet().stream()
                .filter(it -> touches(it.getValue().toArray(String[]::new)))
                .map(Map.Entry::getKey);
    }

    List<JsonNode> functions() {
        return functions.get();
    }

    /// Functions of which GetFunction tells more than ListFunctions did and somebody needs it: an image's
    /// digest, how it stands where that is asked, and the tags where they decide whether a function
    /// belongs.
    List<JsonNode> functionsToAsk() {
        return here.list(Operation.LAMBDA_LIST_FUNCTIONS)
                .filter(it -> isOwn(it)
                        ? states || text(it, "PackageType").equals("Image")
                        : !selection.tags().isEmpty())
                .toList();
    }

    /// Names of those of its functions of which something names an alias.
    Stream<String> functionsWithAliases() {
        Set<String> named = NamedAliases.functions(here::answers);
        return functions().stream()
                .filter(it -> named.contains(text(it, "FunctionArn")))
                .map(it -> text(it, "FunctionName"));
    }

    /// Whether a thing belongs to the environment or is named by what does, under any of its names.
    boolean touches(String... names) {
        if (selection.isEverything()) {
            return true;
        }
        for (String it : names) {
            if (members.get().contains(it)
                    || (it.length() >= SHORTEST_NAME && text.get().contains(it))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a variable holds a path that a parameter lies under: `/orders/prod` of `/orders/prod/flags`.
    boolean touchesPathOf(String parameter) {
        for (int end = parameter.lastIndexOf('/'); end > 0; end = parameter.lastIndexOf('/', end - 1)) {
            String path = parameter.substring(0, end);
            if (words.get().contains(path) || words.get().contains(path + "/")) {
                return true;
            }
        }
        return false;
    }

    /// Whether tags, as AWS lists them, are the selection's.
    boolean tagged(JsonNode tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(it -> map.put(text(it, "Key"), text(it, "Value")));
        return selection.tagged(map);
    }

    private List<JsonNode> findStacks() {
        List<JsonNode> all = here.list(Operation.CLOUDFORMATION_DESCRIBE_STACKS).toList();
        Set<String> own = new HashSet<>();
        for (JsonNode it : all) {
            if (selection.isEverything() || selection.namesStack(text(it, "StackName")) || tagged(it.path("Tags"))) {
                own.add(text(it, "StackId"));
            }
        }
        while (all.stream()
                .filter(it -> own.contains(text(it, "ParentId")) || own.contains(text(it, "RootId")))
                .map(it -> own.add(text(it, "StackId")))
                .reduce(false, Boolean::logicalOr)) {
            // Once more: what was added may have stacks nested in it.
        }
        return all.stream().filter(it -> own.contains(text(it, "StackId"))).toList();
    }

    private Set<String> findMembers() {
        Set<String> found = new HashSet<>();
        here.answers(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES).forEach(answer -> {
            if (answer.outcome() instanceof Response(JsonNode body)) {
                body.path("StackResourceSummaries").forEach(it -> found.add(text(it, "PhysicalResourceId")));
            }
        });
        found.remove("");
        return found;
    }

    private boolean isOwn(JsonNode function) {
        return selection.isEverything()
                || selection.namesFunction(text(function, "FunctionName"))
                || members.get().contains(text(function, "FunctionName"))
                || members.get().contains(text(function, "FunctionArn"));
    }

    private List<JsonNode> findFunctions() {
        Set<String> byTag = new HashSet<>();
        if (!selection.tags().isEmpty()) {
            here.answers(Operation.LAMBDA_GET_FUNCTION).forEach(answer -> {
                if (answer.outcome() instanceof Response(JsonNode body) && selection.tagged(tags(body.path("Tags")))) {
                    byTag.add(text(body.path("Configuration"), "FunctionArn"));
                }
            });
        }
        return here.list(Operation.LAMBDA_LIST_FUNCTIONS)
                .filter(it -> isOwn(it) || byTag.contains(text(it, "FunctionArn")))
                .toList();
    }

    private static Map<String, String> tags(JsonNode map) {
        Map<String, String> tags = new TreeMap<>();
        map.forEachEntry((key, value) -> tags.put(key, value.asString("")));
        return tags;
    }

    /// Every text that may name a thing: in the functions' configuration, what feeds them, and what goes
    /// into their stacks and comes out.
    private Set<String> findWords() {
        List<String> found = new ArrayList<>();
        Set<String> arns = new HashSet<>();
        for (JsonNode it : functions()) {
            arns.add(text(it, "FunctionArn"));
            it.path("Environment").path("Variables").forEach(value -> found.add(value.asString("")));
            found.add(text(it, "KMSKeyArn"));
            found.add(text(it.path("DeadLetterConfig"), "TargetArn"));
        }
        here.list(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS)
                .filter(it -> arns.stream().anyMatch(text(it, "FunctionArn")::startsWith))
                .forEach(it -> found.add(text(it, "EventSourceArn")));
        stacks().stream()
                .flatMap(it -> Stream.concat(
                        it.path("Parameters").valueStream().map(value -> text(value, "ParameterValue")),
                        it.path("Outputs").valueStream().map(value -> text(value, "OutputValue"))))
                .forEach(found::add);
        Set<String> kept = new HashSet<>(found);
        kept.remove("");
        return Collections.unmodifiableSet(kept);
    }
}
