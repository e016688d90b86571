package envgate.rules.analysis.access;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A question about sets of requests, made at random: over a tiny alphabet, where patterns get in each other's way, or
/// over ARNs as people write them.
///
/// @param before policies of before, for a question about what is new; nothing for one about what is wanted
record SymbolicQuestion(Rights policies, List<Wanted> wanted, Optional<Rights> before) {

    private static final List<String> WORDS =
            List.of("orders", "prod", "staging", "*", "prod-*", "*-prod", "o?ders", "a");

    /// Makes the parts of a question.
    private record Maker(Random random, boolean tiny, java.util.function.Supplier<List<Condition>> conditions) {

        String action() {
            if (tiny) {
                return random.nextInt(12) == 0 ? "*" : "s:" + tiny(1 + random.nextInt(4), "ab*?");
            }
            String service = pick("s3", "sqs", "dynamodb", "s3");
            return random.nextInt(10) == 0
                    ? "*"
                    : service + ":"
                            + pick("Get*", "GetObject", "*", "Put*", "*Item", "Se?dMessage", "GetItem", "Get*Tagging");
        }

        String resource() {
            if (random.nextInt(6) == 0) {
                return "*";
            }
            if (tiny) {
                return "arn:p:s:" + tiny(random.nextInt(3), "ab*?") + ":" + tiny(random.nextInt(2), "a*") + ":"
                        + tiny(1 + random.nextInt(5), "ab*?:");
            }
            String service = pick("s3", "sqs", "dynamodb", "s3");
            String where = service.equals("s3")
                    ? "::"
                    : pick("eu-west-1", "*", "eu-*") + ":" + pick("111122223333", "*") + ":";
            return "arn:aws:" + service + ":" + where + (service.equals("dynamodb") ? "table/" : "") + pick(WORDS)
                    + pick("", "", "/*", "/" + pick(WORDS), "*");
        }

        String tiny(int length, String letters) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            return text.toString();
        }

        String pick(String... some) {
            return some[random.nextInt(some.length)];
        }

        String pick(List<String> some) {
            return some.get(random.nextInt(some.size()));
        }

        Statement statement(boolean allow) {
            List<String> actions = new ArrayList<>();
            List<String> resources = new ArrayList<>();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                actions.add(action());
                resources.add(resource());
            }
            return new Statement(
                    "#" + random.nextInt(100),
                    allow ? Effect.ALLOW : Effect.DENY,
                    Matcher.NONE,
                    new Matcher(random.nextInt(6) == 0, actions),
                    new Matcher(random.nextInt(6) == 0, resources),
                    conditions.get(),
                    List.of());
        }

        PolicyDocument document(int most, int denies) {
            List<Statement> statements = new ArrayList<>();
            for (int i = 1 + random.nextInt(most); i > 0; i--) {
                statements.add(statement(random.nextInt(denies) != 0));
            }
            return new PolicyDocument("p" + random.nextInt(100), "2012-10-17", statements, new Origin.Unknown());
        }

        Rights policies() {
            return new Rights(
                    List.of(document(3, 3)),
                    random.nextInt(4) == 0 ? List.of(document(2, 4)) : List.of(),
                    random.nextInt(6) == 0 ? List.of(document(2, 5)) : List.of(),
                    Optional.empty(),
                    List.of(),
                    random.nextInt(4) == 0 ? List.of(List.of(document(2, 4)), List.of(document(2, 3))) : List.of(),
                    List.of(),
                    "",
                    "");
        }

        Wanted wanted() {
            List<String> actions = random.nextInt(5) == 0 ? List.of() : List.of(action(), action());
            return new Wanted(actions, random.nextInt(5) == 0 ? List.of() : List.of(resource()));
        }
    }

    static SymbolicQuestion of(Random random, boolean tiny) {
        return of(random, tiny, List::of);
    }

    static SymbolicQuestion of(Random random, boolean tiny, java.util.function.Supplier<List<Condition>> conditions) {
        Maker maker = new Maker(random, tiny, conditions);
        Rights policies = maker.policies();
        if (random.nextInt(3) == 0) {
            return new SymbolicQuestion(policies, List.of(), Optional.of(maker.policies()));
        }
        return new SymbolicQuestion(
                policies,
                random.nextInt(4) == 0 ? List.of(maker.wanted(), maker.wanted()) : List.of(maker.wanted()),
                Optional.empty());
    }

    Granted ask() {
        return before.isPresent() ? Grants.more(before.get(), policies) : Grants.any(policies, wanted);
    }
}
