package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Compares [Grants] under conditions with trying many contexts: each witness must hold in every context that it leaves
/// open, and where there is said to be nothing no context may grant anything.
class GrantsConditionsJudgeTest {

    private static final int QUESTIONS = Integer.getInteger("envgate.worlds", 1_500) / 5;
    private static final long SEED = Long.getLong("envgate.seed", 5);

    private static final Map<String, List<List<String>>> VALUES = new TreeMap<>(Map.of(
            "x:text", lists("", "a", "b", "ab", "A", "ba", "aab", "c", "10"),
            "x:other", lists("", "a", "ab", "B", "c"),
            "x:list", List.of(List.of("a"), List.of("b"), List.of("a", "b"), List.of("a", "c"), List.of("c", "b", "a")),
            "x:number", lists("-1", "0", "1", "2.5", "3", "10"),
            "aws:SourceIp", lists("10.0.0.1", "10.0.1.1", "11.0.0.1", "192.0.2.7", "2001:db8::1"),
            "x:bool", lists("true", "false")));

    private static List<List<String>> lists(String... values) {
        return java.util.Arrays.stream(values).map(List::of).toList();
    }

    private static List<Condition> conditions(Random random) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            conditions.add(
                    switch (random.nextInt(7)) {
                        case 0 ->
                            condition(
                                    random, "x:text", "a*,?b,*,a,B,ab", "StringLike,StringNotLike,StringLikeIfExists");
                        case 1 ->
                            condition(
                                    random,
                                    "x:text",
                                    "a,ab,B,c,${x:other}",
                                    "StringEquals,StringNotEquals,"
                                            + "StringEqualsIgnoreCase,StringEqualsIfExists,StringNotEqualsIgnoreCase");
                        case 2 -> condition(random, "x:other", "a,ab,b,B", "StringEquals,StringNotEquals,StringLike");
                        case 3 ->
                            condition(
                                    random,
                                    "x:list",
                                    "a,b,c",
                                    "ForAnyValue:StringEquals,ForAllValues:StringEquals,"
                                            + "ForAnyValue:StringNotEquals,ForAllValues:StringNotEquals");
                        case 4 ->
                            condition(
                                    random,
                                    "x:number",
                                    "0,1,2.5,3",
                                    "NumericEquals,NumericNotEquals,NumericLessThan,"
                                            + "NumericGreaterThanEquals,NumericLessThanIfExists");
                        case 5 ->
                            condition(
                                    random,
                                    "aws:SourceIp",
                                    "10.0.0.0/16,10.0.0.0/24,192.0.2.7/32,0.0.0.0/0",
                                    "IpAddress,NotIpAddress,IpAddressIfExists");
                        default ->
                            random.nextBoolean()
                                    ? condition(random, "x:bool", "true,false", "Bool,BoolIfExists")
                                    : new Condition(
                                            "Null",
                                            List.copyOf(VALUES.keySet()).get(random.nextInt(VALUES.size())),
                                            List.of(new Value.Plain(String.valueOf(random.nextBoolean()))));
                    });
        }
        return conditions;
    }

    private static Condition condition(Random random, String key, String values, String operators) {
        List<Value> some = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            some.add(new Value.Plain(pick(random, values)));
        }
        return new Condition(pick(random, operators), key, some);
    }

    private static String pick(Random random, String some) {
        String[] all = some.split(",", -1);
        return all[random.nextInt(all.length)];
    }

    private static Map<String, List<String>> context(Random random) {
        Map<String, List<String>> context = new HashMap<>();
        VALUES.forEach((key, values) -> {
            int choice = random.nextInt(values.size() + 1);
            if (choice < values.size()) {
                context.put(key.toLowerCase(Locale.ROOT), values.get(choice));
            }
        });
        return context;
    }

    @Test
    void every_witness_holds_whatever_else_there_is_and_nothing_means_that_no_context_helps() {
        Random random = new Random(SEED);
        int conditional = 0;
        int nothing = 0;
        int unsure = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            SymbolicQuestion question = SymbolicQuestion.of(random, i % 2 == 0, () -> conditions(random));
            Granted answer = question.ask();
            switch (answer) {
                case Granted.Some some -> {
                    conditional += some.conditions().isEmpty() ? 0 : 1;
                    for (int j = 0; j < 30; j++) {
                        Map<String, List<String>> context = context(random);
                        some.conditions().forEach((key, values) -> context.put(key.toLowerCase(Locale.ROOT), values));
                        assertThat(isGranted(question, some.action(), some.resource(), context))
                                .as("%s%n%s in %s", question, some, context)
                                .isTrue();
                    }
                }
                case Granted.Nothing _ -> {
                    nothing++;
                    for (int j = 0; j < 3_000; j++) {
                        String action =
                                pick(random, "s:a,s:b,s:ab,s:ba,s3:GetObject,sqs:SendMessage,dynamodb:GetItem,x:y");
                        String resource = pick(
                                random,
                                "arn:p:s:a::a,arn:p:s:b:a:ab,arn:p:s:::b,arn:aws:s3:::prod-a/b,"
                                        + "arn:aws:s3:::orders,arn:aws:sqs:eu-west-1:111122223333:prod,*,"
                                        + "arn:aws:dynamodb:eu-west-1:111122223333:table/orders");
                        Map<String, List<String>> context = context(random);
                        assertThat(isGranted(question, action, resource, context))
                                .as("%s%n%s on %s in %s", question, action, resource, context)
                                .isFalse();
                    }
                }
                case Granted.Unsure _ -> unsure++;
            }
        }
        assertThat(conditional).isGreaterThan(QUESTIONS / 20);
        assertThat(nothing).isGreaterThan(QUESTIONS / 10);
        assertThat(unsure).isLessThanOrEqualTo(1 + QUESTIONS / 50);
    }

    private static boolean isGranted(
            SymbolicQuestion question, String action, String resource, Map<String, List<String>> context) {
        return new Replay(action, resource, (it, version) -> PlainConditions.isMet(it, version, context))
                .isGranted(question);
    }
}
