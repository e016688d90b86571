package envgate.checker;

import envgate.envs.declared.DeclaredStage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes the first `envgate.yaml` of an application: what is known as keys, what is not as comments and as variables
/// that are asked for.
final class InventoryText {

    private static final List<List<String>> ORDER = List.of(
            List.of("local", "dev", "develop", "development", "sandbox"),
            List.of("test", "testing", "qa", "int", "integration"),
            List.of("stage", "staging", "stg", "uat", "preprod", "preview"),
            List.of("prod", "prd", "production", "live"));

    private InventoryText() {}

    /// @param origins the files that they were read from, as the user named them
    /// @param accounts 12 digits by environment, where the user says them
    static String of(List<DeclaredStage> stages, List<String> origins, Map<String, String> accounts) {
        List<String> lines = new ArrayList<>();
        lines.add("# yaml-language-server: $schema=" + "checker/schema/" + ProjectText.SCHEMA);
        lines.add("# Begun by `envgate init` from " + String.join(", ", origins) + ".");
        lines.add("version: 1");
        lines.add("environments: # in the order in which you promote: correct it where it is wrong");
        stages.stream()
                .sorted(Comparator.comparingInt(it -> rank(it.name())))
                .forEach(it -> environment(it, accounts.getOrDefault(it.name(), it.account()), lines));
        lines.add("# variables: {LOG_LEVEL: differs}        # what differs on purpose");
        lines.add("# shared: [\"arn:aws:s3:::artifacts\"]     # what several environments use on purpose");
        return String.join("\n", lines) + "\n";
    }

    /// Whether a word is what people call an environment.
    static boolean isStage(String word) {
        return ORDER.stream().anyMatch(it -> it.contains(word.toLowerCase(Locale.ROOT)));
    }

    private static int rank(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < ORDER.size(); i++) {
            if (ORDER.get(i).contains(word)) {
                return i * 2;
            }
        }
        return 3;
    }

    private static void environment(DeclaredStage it, String account, List<String> lines) {
        lines.add("  " + quoted(it.name()) + ": # " + it.mark().file()
                + (it.mark().line() == 0 ? "" : ":" + it.mark().line()));
        it.remarks().forEach(remark -> lines.add("    # " + remark.replace("\n", " ")));
        if (account.isEmpty()) {
            lines.add("    # the file does not say in which account it is: write its 12 digits, or set the variable");
            lines.add("    account: " + quoted("${ENVGATE_" + variable(it.name()) + "_ACCOUNT}"));
        } else {
            lines.add("    account: " + quoted(account));
        }
        if (it.region().isEmpty()) {
            lines.add("    # the file does not say in which region it is");
            lines.add("    region: \"${AWS_REGION}\"");
        } else {
            lines.add("    region: " + quoted(it.region()));
        }
        if (!it.profile().isEmpty()) {
            lines.add("    profile: " + quoted(it.profile()));
        }
        list("stacks", it.stacks(), lines);
        list("functions", it.functions(), lines);
    }

    private static void list(String key, List<String> values, List<String> lines) {
        if (!values.isEmpty()) {
            lines.add("    " + key + ": "
                    + values.stream().map(InventoryText::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
