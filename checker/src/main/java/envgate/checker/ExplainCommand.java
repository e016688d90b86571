package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.source.capture.Operation;
import envgate.rules.finding.Card;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `envgate explain RULE`: one rule's page.
@Command(name = "explain", description = "One rule's page: why it bites, what to do, examples, what it needs to see.")
final class ExplainCommand implements Action {

    private static final int WIDEST = 100;

    private final Run run;

    @Parameters(paramLabel = "RULE", description = "Its id or code, as reports name it.")
    private String rule = "";

    ExplainCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        List<Card> cards = RulesCommand.all();
        Card card = cards.stream()
                .filter(it -> it.goesBy(rule))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        BadInput.Mistake.of("there is no rule " + Quote.of(rule), RuleOptions.hint(rule, cards))));
        run.print(card.severity().id() + "[" + card.code() + "] " + card.id() + "   " + card.topic() + ", judges "
                + (card.scope().equals("fleet") ? "all environments together" : "one " + card.scope() + " at a time"));
        paragraph(card.title());
        section("why", card.why());
        section("fix", card.fix());
        example("finds something in", card.bad());
        example("finds nothing in", card.good());
        if (!card.needs().isEmpty()) {
            heading("needs to see, else it says unknown");
            card.needs().forEach(it -> line(area(it)));
        }
        if (!card.aliases().isEmpty()) {
            section("was called", String.join(", ", card.aliases()));
        }
        if (!card.sources().isEmpty()) {
            heading("sources");
            card.sources().forEach(this::line);
        }
        return ExitStatus.GO;
    }

    /// `functions   lambda:ListFunctions`.
    private static String area(Area area) {
        List<String> permissions = Stream.of(Operation.values())
                .filter(it -> it.areas().contains(area))
                .map(Operation::permission)
                .distinct()
                .toList();
        return area.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (permissions.isEmpty() ? "" : ": " + String.join(", ", permissions));
    }

    private void section(String title, String text) {
        heading(title);
        for (String paragraph : text.split("\n\\s*\n", 0)) {
            line(paragraph);
        }
    }

    private void heading(String title) {
        run.print("");
        run.print(title);
    }

    private void paragraph(String text) {
        Prose.wrap(text, width(), "", "").forEach(run::print);
    }

    private void line(String text) {
        Prose.wrap(text, width(), "  ", "  ").forEach(run::print);
    }

    private void example(String title, String yaml) {
        heading(title);
        yaml.stripTrailing().lines().forEach(it -> run.print(it.isEmpty() ? "" : "    " + it));
    }

    private int width() {
        return Math.min(run.surroundings().width(), WIDEST);
    }
}
