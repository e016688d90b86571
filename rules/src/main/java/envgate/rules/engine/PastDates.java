package envgate.rules.engine;

import envgate.envs.model.Intent;
import envgate.envs.model.Intent.DeclaredVariable;
import envgate.envs.model.Intent.SharedResource;
import envgate.envs.model.Origin;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds waivers and declared differences whose last day is over: what they accepted is heeded again, and they are
/// findings of their own.
///
/// It is no rule of the catalog, because rules judge environments and know of no waivers.
final class PastDates {

    static final Card CARD = new Card(
            "declaration-past-its-date",
            "INV-001",
            Severity.WARNING,
            "inventory",
            "fleet",
            "Waiver or declared difference is past its date",
            "Somebody accepted this until a day that is over. Either the reason is gone, and the entry hides nothing but"
                    + " its own age, or it was forgotten, and what it accepted stops the gate again.",
            "Solve what it accepts and remove the entry, or decide again and give it a new date.",
            List.of(),
            """
            inventory: {today: 2026-11-24, variables: {LOG_LEVEL: {differs: true, reason: trial, until: 2026-11-23}}}
            ---
            environment: prod
            functions: {OrdersApi: {environment: {LOG_LEVEL: info}}}
            """,
            """
            inventory: {today: 2026-11-24, variables: {LOG_LEVEL: {differs: true, reason: trial, until: 2026-11-24}}}
            ---
            environment: prod
            functions: {OrdersApi: {environment: {LOG_LEVEL: info}}}
            """,
            List.of(),
            List.of());

    private final Intent intent;
    private final List<String> subjects;
    private final List<Finding> findings = new ArrayList<>();
    private int dated;

    private PastDates(Intent intent, List<String> subjects) {
        this.intent = intent;
        this.subjects = subjects;
    }

    /// @param dated how many entries have a date that concerns the question
    record Answer(int dated, List<Finding> findings) {}

    static Answer of(List<Waiver> waivers, Intent intent, Question question) {
        PastDates dates = new PastDates(intent, question.subjects());
        waivers.forEach(dates::waiver);
        intent.variables().forEach(dates::variable);
        intent.shared().forEach(dates::shared);
        return new Answer(dates.dated, List.copyOf(dates.findings));
    }

    /// A waiver for environments that are not asked about is not this question's business.
    private void waiver(Waiver it) {
        Optional<String> where = subjects.stream().filter(it::isIn).findFirst();
        String which = (it.rule() + " " + it.place() + " " + it.fingerprint()).strip();
        where.ifPresent(environment ->
                judge(environment, "waiver " + which, it.words(), it.until(), it.reason(), it.owner(), it.origin()));
    }

    private void variable(DeclaredVariable it) {
        String name = it.function().equals("*") ? it.key() : it.function() + "/" + it.key();
        String words = "what is declared about variable `" + name + "`";
        judge(subjects.getFirst(), "variable " + name, words, it.until(), it.reason(), it.owner(), it.origin());
    }

    private void shared(SharedResource it) {
        String words = "the declaration of `" + it.pattern() + "` as shared";
        judge(subjects.getFirst(), "shared " + it.pattern(), words, it.until(), it.reason(), it.owner(), it.origin());
    }

    private void judge(
            String environment,
            String key,
            String words,
            @Nullable LocalDate until,
            String reason,
            String owner,
            Origin origin) {
        if (until == null) {
            return;
        }
        dated++;
        if (until.isBefore(intent.today())) {
            Place place = new Place(environment, "", "", key, "", origin);
            String accepted = "it was accepted until " + until
                    + (owner.isEmpty() ? "" : " by " + owner)
                    + (reason.isEmpty() ? "" : ": " + reason);
            findings.add(new Finding(
                    CARD.id(),
                    CARD.code(),
                    CARD.severity(),
                    CARD.title(),
                    words + " ran out on " + until,
                    place,
                    Trail.EMPTY.then(accepted, "", "", origin),
                    CARD.fix()));
        }
    }
}
