package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.LambdaFunction;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.reach.Path.Blocker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every code that the engine tells has a world in which it is the only cause, and near misses in which it is not told.
///
/// The worlds are in `src/test/resources/reach/`, one under each `===== CODE`. Behind each function stands what becomes
/// of its call: `open`, `fragile`, `unknown`, or `blocked` or `partial` with all codes and what they are told of.
class CodesTest {

    private static final List<String> FILES =
            List.of("routes.yaml", "groups.yaml", "functions.yaml", "names.yaml", "balancers.yaml", "transit.yaml");

    /// What says why a rule, a name or a route does not help: never without what stops the packet.
    private static final Set<Code> REASONS = EnumSet.of(
            Code.MORE_SPECIFIC_ROUTE,
            Code.HIGHER_PRIORITY_ROUTE,
            Code.CANNOT_ROUTE,
            Code.TGW_RTB_MORE_SPECIFIC_ROUTE,
            Code.TGW_RTB_HIGHER_PRIORITY_ROUTE,
            Code.TGW_RTB_CANNOT_ROUTE,
            Code.SG_RULE_STALE,
            Code.SG_REFERENCES_NOT_PRESERVED,
            Code.SG_REFERENCING_SUPPORT,
            Code.VPCE_PRIVATE_DNS_OFF);

    /// Codes that no question of a function is answered with.
    private static final Map<Code, String> OF_OTHERS = Map.of(
            Code.IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS,
            "functions never have a public address: LAMBDA_NO_PUBLIC_IPV4 says it of them, this one of instances",
            Code.IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
            "what comes in: InboundTest",
            Code.IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS,
            "what comes in: InboundTest",
            Code.IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS,
            "what comes in: InboundTest",
            Code.VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS,
            "what comes in: InboundTest");

    private static final Pattern LINE = Pattern.compile(
            "^ {2}(\\w+): \\{.*}\\s+# (?:from (\\S+) )?(open|fragile|unknown|blocked|partial)(?: (.*))?$");

    /// A world and what is expected of it.
    record World(String code, String text) {

        @Override
        public String toString() {
            return code;
        }

        List<Expected> expected() {
            List<Expected> all = new ArrayList<>();
            for (String line : text.split("\n", -1)) {
                Matcher match = LINE.matcher(line);
                if (match.matches()) {
                    Optional<Cidr> from = Optional.ofNullable(match.group(2)).map(Cidr::of);
                    String words = match.group(4) == null ? match.group(3) : match.group(3) + " " + match.group(4);
                    all.add(new Expected(match.group(1), from, words));
                }
            }
            return all;
        }
    }

    record Expected(String function, Optional<Cidr> from, String words) {

        boolean tells(Code code) {
            return codes().contains(code);
        }

        List<Code> codes() {
            return Arrays.stream(words.split("[ ,]+", -1))
                    .filter(it -> it.matches("[A-Z][A-Z0-9_]+"))
                    .filter(it -> Arrays.stream(Code.values())
                            .anyMatch(code -> code.name().equals(it)))
                    .map(Code::valueOf)
                    .toList();
        }
    }

    static List<World> worlds() throws IOException {
        List<World> worlds = new ArrayList<>();
        for (String file : FILES) {
            try (InputStream in = CodesTest.class.getResourceAsStream("/reach/" + file)) {
                assertThat(in).as(file).isNotNull();
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                for (String it : text.split("(?m)^=====\\s*", -1)) {
                    if (!it.isBlank()) {
                        int end = it.indexOf('\n');
                        worlds.add(new World(it.substring(0, end).strip(), it.substring(end + 1)));
                    }
                }
            }
        }
        return worlds;
    }

    private static String told(Path path) {
        return switch (path) {
            case Path.Open _ -> "open";
            case Path.Fragile _ -> "fragile";
            case Path.Unknown _ -> "unknown";
            case Path.Blocked blocked -> "blocked " + words(blocked.blockers());
            case Path.Partial partial -> "partial " + words(partial.blockers());
        };
    }

    private static String words(List<Blocker> blockers) {
        return String.join(
                ", ",
                blockers.stream()
                        .map(it -> it.code() + " " + it.component())
                        .distinct()
                        .toList());
    }

    private static String ask(ShortForm form, Expected it) {
        LambdaFunction function = form.snapshots().getFirst().functions().stream()
                .filter(one -> one.logicalName().equals(it.function()))
                .findFirst()
                .orElseThrow();
        Call call = function.calls().getFirst();
        Question plain = Question.of(new Start.OfFunction(function), call);
        Question question = new Question(plain.start(), it.from(), plain.sourcePort(), call, plain.forwardOnly());
        return told(new Reach(form.snapshots().getFirst(), form.intent()).ask(question));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void what_becomes_of_each_call_is_told_by_exactly_these_codes(World world) {
        ShortForm form = SnapshotYaml.read(world.code(), world.text());
        List<String> expected = world.expected().stream()
                .map(it -> it.function() + " " + it.words())
                .toList();
        List<String> actual = world.expected().stream()
                .map(it -> it.function() + " " + ask(form, it))
                .toList();
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
        assertThat(world.expected()).hasSameSizeAs(form.snapshots().getFirst().functions());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void it_is_the_only_cause_once_and_is_missed_three_times(World world) {
        Code code = Code.valueOf(world.code());
        Stream<Expected> alone = world.expected().stream()
                .filter(it -> it.tells(code))
                .filter(it -> it.codes().size() == (REASONS.contains(code) ? 2 : 1));
        assertThat(alone).isNotEmpty();
        assertThat(world.expected().stream().filter(it -> !it.tells(code))).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void every_code_has_a_world_unless_functions_are_never_told_it() throws IOException {
        List<String> all = Stream.concat(
                        worlds().stream().map(World::code),
                        OF_OTHERS.keySet().stream().map(Code::name))
                .toList();
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Code.values()).map(Code::name).toList());
    }
}
