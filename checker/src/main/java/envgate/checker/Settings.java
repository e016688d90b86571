package envgate.checker;

import envgate.envs.document.Quote;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What options are set to: the command line comes before the environment variable of the same name, `--fail-on` before
/// `ENVGATE_FAIL_ON`; the project file and the defaults come after both.
final class Settings {

    private final Map<String, String> variables;

    Settings(Map<String, String> variables) {
        this.variables = variables;
    }

    /// A text and where the user wrote it, as messages name it.
    record Setting(String name, String text) {

        /// `` `--fail-on bad` ``.
        String quoted() {
            return Quote.of(name + (name.startsWith("--") ? " " : "=") + text);
        }
    }

    Optional<Setting> one(String option, @Nullable String given) {
        return given == null ? variable(option) : Optional.of(new Setting(option, given));
    }

    /// An option that may be given several times; its variable separates them by commas.
    List<Setting> several(String option, List<String> given) {
        if (!given.isEmpty()) {
            return given.stream().map(it -> new Setting(option, it)).toList();
        }
        return variable(option).stream()
                .flatMap(it -> Arrays.stream(it.text().split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(part -> new Setting(it.name(), part)))
                .toList();
    }

    boolean flag(String option, boolean given, Complaints mistakes) {
        Optional<Setting> set = given ? Optional.empty() : variable(option);
        if (set.isEmpty()) {
            return given;
        }
        switch (set.get().text().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> {
                return true;
            }
            case "false", "0", "no" -> {}
            default -> mistakes.add(set.get().quoted() + " says neither yes nor no", "write `true` or `false`");
        }
        return false;
    }

    private Optional<Setting> variable(String option) {
        String name =
                "ENVGATE_" + option.replaceFirst("^--", "").replace('-', '_').toUpperCase(Locale.ROOT);
        return Optional.ofNullable(variables.get(name))
                .filter(it -> !it.isBlank())
                .map(it -> new Setting(name, it.strip()));
    }
}
