package envgate.reports;

import java.util.Locale;
import java.util.Optional;

/// The formats that a report can be written in.
public enum Format {
    CONSOLE(new ConsoleRenderer()),
    JSON(new JsonRenderer()),
    HTML(new HtmlRenderer()),
    SARIF(new SarifRenderer()),
    JUNIT(new JunitRenderer());

    @SuppressWarnings("ImmutableEnumChecker") // renderers have no state
    private final Renderer renderer;

    Format(Renderer renderer) {
        this.renderer = renderer;
    }

    public Renderer renderer() {
        return renderer;
    }

    /// As the command line spells it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> parse(String id) {
        for (Format it : values()) {
            if (it.id().equals(id)) {
                return Optional.of(it);
            }
        }
        return Optional.empty();
    }
}
