package envgate.checker;

import envgate.envs.declared.DeclaredStage;
import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.inventory.Whereabouts.Credentials;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Stack;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.envs.source.capture.Redaction;
import envgate.envs.source.capture.RedactionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environments that the stacks of an account and region seem to be, for `envgate init --from aws://…`.
///
/// It is a guess for somebody to correct: by a stack's tag, else by a word of its name.
final class LiveStages {

    private static final Pattern PLACE =
            Pattern.compile("(?:([A-Za-z0-9][A-Za-z0-9_-]*)=)?(?:([^@=/]+)@)?aws://([0-9]{12})/([a-z0-9-]+)");
    private static final List<String> TAGS = List.of("environment", "env", "stage");
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private LiveStages() {}

    /// Whether this is no file but a place to look at.
    static boolean isOne(String from) {
        return from.contains("aws://");
    }

    /// @param from `aws://ACCOUNT/REGION`, with a profile before an `@` and the environment's name before a `=`
    /// @throws BadInput when it is none, or the stacks cannot be read
    static List<DeclaredStage> read(Run run, String from) {
        Matcher it = PLACE.matcher(from);
        if (!it.matches()) {
            throw new BadInput(Mistake.of(
                    Quote.of(from) + " is no place",
                    "write `aws://333333333333/eu-west-1`, `profile@aws://…`, or `prod=aws://…`"));
        }
        String name = Optional.ofNullable(it.group(1)).orElse("");
        String profile = Optional.ofNullable(it.group(2)).orElse("");
        String account = it.group(3);
        String region = it.group(4);
        Snapshot seen = seen(run, account, region, profile);
        Optional<Gap> gap = seen.gapIn(Area.STACKS);
        if (gap.isPresent()) {
            throw new BadInput(Mistake.of(
                    "the stacks of " + Quote.of(from) + " cannot be read: "
                            + gap.get().reason(),
                    gap.get().permission().isEmpty() ? "" : gap.get().permission() + " is needed"));
        }
        Map<String, List<String>> stacks = new TreeMap<>();
        Set<String> nameless = new TreeSet<>();
        for (Stack stack : roots(seen)) {
            Optional<String> environment = name.isEmpty() ? environment(stack) : Optional.of(name);
            environment.ifPresentOrElse(
                    one -> stacks.computeIfAbsent(one, _ -> new ArrayList<>()).add(stack.name()),
                    () -> nameless.add(stack.name()));
        }
        if (stacks.isEmpty()) {
            throw new BadInput(Mistake.of(
                    "no stack of " + Quote.of(from) + " says of which environment it is"
                            + (nameless.isEmpty() ? ": there is none" : ": " + Quote.of(List.copyOf(nameless))),
                    "name the environment: `--from prod=" + from + "`"));
        }
        List<String> remarks = nameless.isEmpty()
                ? List.of()
                : List.of("stacks that do not say of which environment they are: " + String.join(", ", nameless));
        Mark mark = new Mark(from, 0, 0);
        List<DeclaredStage> stages = new ArrayList<>();
        stacks.forEach((environment, names) ->
                stages.add(new DeclaredStage(environment, account, region, profile, names, List.of(), remarks, mark)));
        return stages;
    }

    private static Snapshot seen(Run run, String account, String region, String profile) {
        Credentials credentials = profile.isEmpty() ? new Credentials.DefaultChain() : new Credentials.Profile(profile);
        EnvironmentEntry entry = new EnvironmentEntry(
                "live",
                new Whereabouts.AwsAccount(account, List.of(region), credentials, new TreeMap<>()),
                Selection.EVERYTHING,
                new Origin.Unknown());
        Surroundings around = run.surroundings();
        Reading reading = new Reading(
                Redaction.of(RedactionKey.random(), (_, _) -> false),
                Set.of(Area.STACKS),
                DEADLINE,
                around.clock(),
                around.environment(),
                Reading.Progress.SILENT);
        return Sources.decode(entry, Sources.recording(entry, reading));
    }

    /// Stacks that are nested in none: those that are come along.
    private static List<Stack> roots(Snapshot seen) {
        Set<String> nested = new TreeSet<>();
        seen.stacks()
                .forEach(stack -> stack.resources().stream()
                        .filter(it -> it.type().equals("AWS::CloudFormation::Stack"))
                        .forEach(it -> nested.add(it.physicalId())));
        return seen.stacks().stream()
                .filter(it ->
                        !nested.contains(it.arn().toString()) && !it.name().equals("CDKToolkit"))
                .sorted(Comparator.comparing(Stack::name))
                .toList();
    }

    private static Optional<String> environment(Stack stack) {
        Map<String, String> tags = new LinkedHashMap<>();
        stack.tags().forEach((key, value) -> tags.put(key.toLowerCase(Locale.ROOT), value));
        for (String it : TAGS) {
            String value = tags.getOrDefault(it, "");
            if (value.matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
                return Optional.of(value);
            }
        }
        for (String it : stack.name().split("-", -1)) {
            if (InventoryText.isStage(it)) {
                return Optional.of(it.toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }
}
