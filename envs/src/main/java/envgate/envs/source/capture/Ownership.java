package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import envgate.envs.model.Belongings;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.StackResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Decides what belongs to the environment: what its stacks made, what carries its tags, what is called as
/// it says.
final class Ownership {

    /// Whether something belongs to the environment, as far as what was seen can tell.
    enum Belongs {
        YES,
        NO,
        UNKNOWN
    }

    /// A resource of a stack: whose it is, and what the stack calls it.
    record Member(Stack stack, StackResource resource) {}

    /// Tags that CloudFormation puts on what it makes:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-add-tags.html.
    private static final String STACK_NAME = "aws:cloudformation:stack-name";

    private static final String LOGICAL_ID = "aws:cloudformation:logical-id";

    private final Selection selection;
    private final Ledger ledger;
    private final SortedMap<String, Stack> stacks = new TreeMap<>();
    private final Map<String, List<Member>> members = new HashMap<>();
    private final Set<String> foreign = new HashSet<>();
    private final Set<StackResource> claimed = new HashSet<>();
    private final Set<String> identifiers = new TreeSet<>();
    private final boolean allStacksSeen;
    private boolean allMembersSeen = true;

    Ownership(Selection selection, Answers answers, StackReader reader) {
        this.selection = selection;
        this.ledger = answers.ledger();
        List<StackReader.Draft> drafts = reader.drafts();
        Map<String, StackReader.Draft> byArn = new TreeMap<>();
        drafts.forEach(it -> byArn.put(it.arn().toString(), it));
        List<StackReader.Draft> waiting = new ArrayList<>();
        for (StackReader.Draft it : drafts) {
            if (named(it)) {
                waiting.add(it);
            } else if (hides(it.tags())) {
                ledger.gap(
                        Operation.CLOUDFORMATION_DESCRIBE_STACKS,
                        it.site(),
                        it.name(),
                        "the tags that tell whose it is are hidden");
            }
        }
        while (!waiting.isEmpty()) {
            StackReader.Draft draft = waiting.removeLast();
            if (!stacks.containsKey(draft.arn().toString())) {
                waiting.addAll(add(draft, reader, byArn));
            }
        }
        drafts.stream()
                .filter(it -> !stacks.containsKey(it.arn().toString()))
                .forEach(it -> foreign.add(it.arn().account() + it.arn().region() + it.name()));
        allStacksSeen = !ledger.isWhole(envgate.envs.model.Area.STACKS);
        sayWhatMatchesNothing(drafts);
    }

    private boolean named(StackReader.Draft draft) {
        return selection.isEverything() || selection.namesStack(draft.name()) || selection.tagged(draft.tags());
    }

    /// Adds a stack of the environment; those that are nested in it belong to it as well.
    private List<StackReader.Draft> add(
            StackReader.Draft draft, StackReader reader, Map<String, StackReader.Draft> byArn) {
        Sight<List<StackResource>> seen = reader.resources(draft, true);
        allMembersSeen &= seen.seen().isPresent();
        Stack stack = reader.stack(draft, seen.seen().orElse(List.of()));
        stacks.put(draft.arn().toString(), stack);
        List<StackReader.Draft> nested = new ArrayList<>();
        byArn.values().stream()
                .filter(it -> it.parent().equals(draft.arn().toString()))
                .forEach(nested::add);
        for (StackResource it : stack.resources()) {
            if (!it.physicalId().isEmpty() && !it.status().equals("DELETE_COMPLETE")) {
                members.computeIfAbsent(key(it), _ -> new ArrayList<>()).add(new Member(stack, it));
            }
            StackReader.Draft child = byArn.get(it.physicalId());
            if (child != null && it.type().equals("AWS::CloudFormation::Stack")) {
                nested.add(child);
            }
        }
        return nested;
    }

    /// A queue's physical id is its URL, whose host may differ from that of the listing.
    private static String key(StackResource resource) {
        return resource.type().equals("AWS::SQS::Queue")
                ? Subject.normal(Operation.SQS_GET_QUEUE_ATTRIBUTES, resource.physicalId())
                : resource.physicalId();
    }

    private void sayWhatMatchesNothing(List<StackReader.Draft> drafts) {
        if (!selection.tags().isEmpty()) {
            ledger.note(
                    "tags are read of stacks, functions, secrets, databases and APIs only; other things belong to the"
                            + " environment where one of its stacks made them",
                    new Origin.Unknown());
        }
        for (String pattern : selection.stacks()) {
            if (allStacksSeen && drafts.stream().noneMatch(it -> Selection.matches(pattern, it.name()))) {
                ledger.note("no stack is called `" + pattern + "`", new Origin.Unknown());
            }
        }
    }

    boolean everything() {
        return selection.isEverything();
    }

    List<Stack> stacks() {
        return List.copyOf(stacks.values());
    }

    boolean ownsStack(String arn) {
        return stacks.containsKey(arn);
    }

    /// Patterns for functions that none of these fits.
    List<String> patternsWithout(List<LambdaFunction> functions) {
        return selection.functions().stream()
                .filter(it -> functions.stream().noneMatch(function -> Selection.matches(it, function.name())))
                .toList();
    }

    /// Whether what tells us what belongs to the environment was seen whole.
    private boolean sees() {
        return allMembersSeen
                && (allStacksSeen
                        || (selection.stacks().isEmpty() && selection.tags().isEmpty()));
    }

    /// The member of the environment's stacks that is this function.
    Optional<Member> function(Arn arn, String name) {
        return member(arn, "AWS::Lambda::Function", List.of(name, arn.toString()));
    }

    /// @param tags null when they were not seen
    Belongs function(Arn arn, String name, @org.jspecify.annotations.Nullable SortedMap<String, String> tags) {
        if (everything() || selection.namesFunction(name) || function(arn, name).isPresent()) {
            return Belongs.YES;
        }
        if (tags == null) {
            return sees() && selection.tags().isEmpty() ? Belongs.NO : Belongs.UNKNOWN;
        }
        String stack = tags.getOrDefault(STACK_NAME, "");
        boolean made = !stack.isEmpty()
                && (selection.namesStack(stack)
                        || stacks.values().stream().anyMatch(it -> it.name().equals(stack) && isIn(it, arn)));
        if (made || selection.tagged(tags)) {
            return Belongs.YES;
        }
        if (hides(tags)) {
            return Belongs.UNKNOWN;
        }
        boolean madeByOther = allStacksSeen && foreign.contains(arn.account() + arn.region() + stack);
        return sees() || madeByOther ? Belongs.NO : Belongs.UNKNOWN;
    }

    private static boolean isIn(Stack stack, Arn arn) {
        return stack.arn().account().equals(arn.account())
                && stack.arn().region().equals(arn.region());
    }

    /// The name of the stack that the tags of a thing name, empty when they name none.
    static String stackOf(Map<String, String> tags) {
        return tags.getOrDefault(STACK_NAME, "");
    }

    static String logicalIdOf(Map<String, String> tags) {
        return tags.getOrDefault(LOGICAL_ID, "");
    }

    /// Whether a tag that the selection asks for has a value that is hidden.
    private boolean hides(Map<String, String> tags) {
        return selection.tags().keySet().stream().anyMatch(it -> Item.HIDDEN.equals(tags.get(it)));
    }

    /// Whether a thing belongs to the environment; if it does, that is kept.
    ///
    /// @param type the start of CloudFormation's type, `AWS::SQS::Queue`
    /// @param names what CloudFormation may call it: its physical id
    boolean claim(Arn arn, String type, List<String> names, Map<String, String> tags) {
        Optional<Member> member = member(arn, type, names);
        member.ifPresent(it -> claimed.add(it.resource()));
        boolean owned = everything() || member.isPresent() || selection.tagged(tags);
        if (owned) {
            identifiers.add(arn.toString());
        }
        return owned;
    }

    /// Whether it may belong to the environment although nothing that was seen says so.
    boolean mayOwn(boolean owned) {
        return owned || !sees();
    }

    void claimFunction(Arn arn, String name) {
        function(arn, name).ifPresent(it -> claimed.add(it.resource()));
        identifiers.add(arn.toString());
    }

    private Optional<Member> member(Arn arn, String type, List<String> names) {
        return names.stream()
                .flatMap(it -> members.getOrDefault(it, List.of()).stream())
                .filter(it -> it.resource().type().startsWith(type))
                .filter(it -> fits(arn.account(), it.stack().arn().account())
                        && fits(arn.region(), it.stack().arn().region()))
                .findFirst();
    }

    private static boolean fits(String one, String other) {
        return one.isEmpty() || one.equals(other);
    }

    /// All that belongs to the environment; to be asked when everything has been claimed.
    ///
    /// What has an ARN is named by it alone, for things of two kinds may share a name.
    Belongings belongings() {
        if (everything()) {
            return Belongings.ALL;
        }
        for (Stack stack : stacks.values()) {
            identifiers.add(stack.arn().toString());
            stack.resources().stream()
                    .filter(it -> !it.physicalId().isEmpty() && !claimed.contains(it))
                    .forEach(it -> identifiers.add(it.physicalId()));
        }
        return new Belongings(false, identifiers);
    }
}
