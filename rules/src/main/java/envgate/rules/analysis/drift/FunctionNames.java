package envgate.rules.analysis.drift;

import envgate.envs.model.EnvironmentNames;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names by which the functions of one environment may find their partners in another, one per way of pairing.
final class FunctionNames {

    private final String environment;
    private final String other;
    private final Intent intent;
    private final EnvironmentNames names;
    private final Pattern pattern;

    FunctionNames(String environment, String other, Intent intent, EnvironmentNames names) {
        this.environment = environment;
        this.other = other;
        this.intent = intent;
        this.names = names;
        this.pattern = pattern();
    }

    /// The pair of the inventory that the function stands in.
    String declared(LambdaFunction function) {
        List<Map<String, String>> pairs = intent.pairing().pairs();
        for (int i = 0; i < pairs.size(); i++) {
            String name = pairs.get(i).getOrDefault(environment, "");
            if (pairs.get(i).containsKey(other)
                    && (name.equals(function.logicalName()) || name.equals(function.name()))) {
                return "pair " + i;
            }
        }
        return alone(function);
    }

    /// What the pattern of the inventory takes for the function's name: `{function}`.
    String byPattern(LambdaFunction function) {
        Matcher match = pattern.matcher(function.name());
        return match.matches() && match.groupCount() > 0 ? match.group(1) : alone(function);
    }

    String inStack(LambdaFunction function) {
        return names.without(environment, function.stack()) + " " + function.logicalName();
    }

    String inRegion(LambdaFunction function) {
        return inStack(function) + " " + function.arn().region();
    }

    String withoutEnvironment(LambdaFunction function) {
        return names.without(environment, function.logicalName());
    }

    /// A name that no function of the other environment has.
    private String alone(LambdaFunction function) {
        return environment + " " + function.arn();
    }

    private Pattern pattern() {
        TreeSet<String> spellings = new TreeSet<>();
        spellings.add(Pattern.quote(environment));
        intent.environments().stream()
                .filter(it -> it.name().equals(environment))
                .forEach(it -> it.alsoCalled().forEach(spelling -> spellings.add(Pattern.quote(spelling))));
        String text = intent.pairing().namePattern();
        StringBuilder regex = new StringBuilder();
        int at = 0;
        Matcher place = Pattern.compile("\\{(environment|function)}").matcher(text);
        while (place.find()) {
            regex.append(Pattern.quote(text.substring(at, place.start())));
            regex.append(place.group(1).equals("function") ? "(.+)" : "(?:" + String.join("|", spellings) + ")");
            at = place.end();
        }
        return Pattern.compile(regex.append(Pattern.quote(text.substring(at))).toString());
    }
}
