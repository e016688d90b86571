package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Grants] about policies with variables in their resources with [Simulation]: each witness must be allowed,
/// and where there is said to be nothing no request with any of many values may be.
class GrantsVariablesJudgeTest {

    private static final int QUESTIONS = Integer.getInteger("envgate.worlds", 2_000);
    private static final long SEED = Long.getLong("envgate.seed", 3);

    private static final List<String> RESOURCES = List.of(
            "arn:p:s:::h/${x:k}/*",
            "arn:p:s:::h/${x:k}/a",
            "arn:p:s:::h/${x:k, 'd'}/*",
            "arn:p:s:::h/${x:l}/${x:k}",
            "arn:p:s:::h/*/a",
            "arn:p:s:::h/d/*",
            "arn:p:s:::h/${x:l}*",
            "arn:p:s:::h/?/a",
            "arn:p:s:::${*}",
            "arn:p:s:::*");

    private static final List<String> VALUES = List.of("", "d", "a", "da", "d/a", "*", "a:b", "dd");

    private static final List<String> NAMES = List.of(
            "h/d/a", "h/a/a", "h//a", "h/d/x", "h/a/d", "h/dd/a", "h/d/a/a", "h/*/a", "h/da", "h/a:b/a", "*", "i");

    private final Random random = new Random(SEED);

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private PolicyDocument document() {
        List<Statement> statements = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            List<Condition> conditions = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                String operator = pick(List.of("StringEquals", "StringNotEquals", "StringLike", "Null"));
                List<String> values = operator.equals("Null")
                        ? List.of("true", "false")
                        : List.of("d", "a", "d*", "${x:l}", "${x:k}");
                conditions.add(new Condition(
                        operator, pick(List.of("x:k", "x:l", "x:m")), List.of(new Value.Plain(pick(values)))));
            }
            statements.add(new Statement(
                    "#" + i,
                    random.nextInt(4) == 0 ? Effect.DENY : Effect.ALLOW,
                    Matcher.NONE,
                    new Matcher(false, List.of(pick(List.of("s:*", "s:Get", "s:G*")))),
                    new Matcher(random.nextInt(8) == 0, List.of(pick(RESOURCES))),
                    conditions,
                    List.of()));
        }
        return new PolicyDocument("p", "2012-10-17", statements, new Origin.Unknown());
    }

    private static boolean isAllowed(
            PolicyDocument it, String action, String resource, Map<String, List<String>> keys) {
        Policies policies =
                new Policies(List.of(it), List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
        return Simulation.of(policies, "", "", keys).orElseThrow().verdict(action, resource)
                == Simulation.Verdict.ALLOWED;
    }

    @Test
    void witnesses_are_allowed_and_nothing_is_where_there_is_said_to_be_nothing() {
        int some = 0;
        int nothing = 0;
        int unsure = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            PolicyDocument after = document();
            Optional<PolicyDocument> before = random.nextBoolean() ? Optional.of(document()) : Optional.empty();
            String wanted = "arn:p:s:::h/" + pick(List.of("*", "d/*", "a/a", "?/x"));
            Granted answer = before.isPresent()
                    ? Grants.more(Rights.ofIdentity(List.of(before.get())), Rights.ofIdentity(List.of(after)))
                    : Grants.any(Rights.ofIdentity(List.of(after)), List.of(new Wanted(List.of(), List.of(wanted))));
            String question = before + " " + after + " " + wanted;
            switch (answer) {
                case Granted.Some it -> {
                    some++;
                    Map<String, List<String>> keys = new HashMap<>(it.conditions());
                    keys.values().removeIf(List::isEmpty);
                    assertThat(isAllowed(after, it.action(), it.resource(), keys))
                            .as("%s%n%s", question, it)
                            .isTrue();
                    before.ifPresent(old -> assertThat(isAllowed(old, it.action(), it.resource(), keys))
                            .as("%s%n%s", question, it)
                            .isFalse());
                }
                case Granted.Nothing _ -> {
                    nothing++;
                    for (int j = 0; j < 300; j++) {
                        Map<String, List<String>> keys = new HashMap<>();
                        for (String key : List.of("x:k", "x:l", "x:m")) {
                            if (random.nextInt(4) > 0) {
                                keys.put(key, List.of(pick(VALUES)));
                            }
                        }
                        String resource = "arn:p:s:::" + pick(NAMES);
                        boolean asked = before.isPresent() || PlainMatcher.arn(wanted, resource);
                        assertThat(asked
                                        && isAllowed(after, "s:Get", resource, keys)
                                        && !before.filter(it -> isAllowed(it, "s:Get", resource, keys))
                                                .isPresent())
                                .as("%s%n%s %s", question, resource, keys)
                                .isFalse();
                    }
                }
                case Granted.Unsure _ -> unsure++;
            }
        }
        assertThat(some).isGreaterThan(QUESTIONS / 10);
        assertThat(nothing).isGreaterThan(QUESTIONS / 10);
        assertThat(unsure).isLessThanOrEqualTo(QUESTIONS / 50);
    }
}
