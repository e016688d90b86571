package envgate.envs.source.text;

import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Condition;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a statement of a policy written in one line: `allow s3:GetObject on arn:aws:s3:::orders/*`.
final class StatementText {

    private static final Pattern CLAUSE = Pattern.compile("\\s+(?=(?:on|to|from|if)\\s)");
    private static final Pattern CONDITION = Pattern.compile("(\\S+)\\s+(\\S+)\\s*=\\s*(.+)");

    /// What stands for itself when a statement does not say it.
    ///
    /// @param actions what a resource's policy allows; empty for what a role may do, which names its actions
    /// @param resource what it is about when nothing is said; empty in a trust policy, where nothing ever is
    record Defaults(List<String> actions, String resource) {

        static final Defaults IDENTITY = new Defaults(List.of(), "*");
        static final Defaults TRUST = new Defaults(List.of("sts:AssumeRole"), "");

        boolean isIdentity() {
            return actions.isEmpty();
        }
    }

    private StatementText() {}

    /// The statement, or nothing when the text is none.
    static Optional<Statement> parse(String text, int number, Defaults defaults) {
        String[] clauses = CLAUSE.split(text.strip(), -1);
        String[] head = clauses[0].split("\\s+", 2);
        if (head.length < 2 || !head[0].matches("allow|deny")) {
            return Optional.empty();
        }
        Effect effect = head[0].equals("allow") ? Effect.ALLOW : Effect.DENY;
        List<String> subjects = list(head[1]);
        Matcher principals = Matcher.NONE;
        Matcher actions = new Matcher(false, subjects);
        if (!defaults.isIdentity()) {
            principals = new Matcher(
                    false, subjects.stream().map(StatementText::principal).toList());
            actions = new Matcher(false, defaults.actions());
        }
        Matcher resources =
                defaults.resource().isEmpty() ? Matcher.NONE : new Matcher(false, List.of(defaults.resource()));
        List<Condition> conditions = new ArrayList<>();
        for (String clause : Arrays.copyOfRange(clauses, 1, clauses.length)) {
            String[] words = clause.split("\\s+", 2);
            switch (words[0]) {
                case "on" -> resources = new Matcher(false, list(words[1]));
                case "to" -> actions = new Matcher(false, list(words[1]));
                case "from" -> conditions.add(new Condition("ArnLike", "AWS:SourceArn", values(words[1])));
                default -> {
                    for (String part : words[1].split("\\s+and\\s+", -1)) {
                        java.util.regex.Matcher match = CONDITION.matcher(part);
                        if (!match.matches()) {
                            return Optional.empty();
                        }
                        conditions.add(new Condition(match.group(1), match.group(2), values(match.group(3))));
                    }
                }
            }
        }
        return Optional.of(new Statement("#" + number, effect, principals, actions, resources, conditions, List.of()));
    }

    /// A principal as [Statement.Matcher] spells it.
    static String principal(String text) {
        if (text.equals("*") || text.startsWith("AWS:") || text.startsWith("Federated:")) {
            return text;
        }
        return (text.endsWith(".amazonaws.com") ? "Service:" : "AWS:") + text;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static List<Value> values(String text) {
        return list(text).stream().<Value>map(Value.Plain::new).toList();
    }
}
