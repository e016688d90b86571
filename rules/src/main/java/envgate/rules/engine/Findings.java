package envgate.rules.engine;

import envgate.envs.model.Assumption;
import envgate.envs.model.Gap;
import envgate.rules.analysis.Reached;
import envgate.rules.analysis.Stopped;
import envgate.rules.analysis.reach.Fault;
import envgate.rules.analysis.reach.Path;
import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.finding.Answers.Tally;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.Severity;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Where a rule puts its answers, one call per judgement.
public final class Findings {

    private final Card card;
    private final List<Throwable> crashes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();
    private final Map<Assumption, Integer> byAssumption = new EnumMap<>(Assumption.class);
    private final List<Told> told = new ArrayList<>();
    private int judged;
    private int assumed;

    /// What another rule says of a place and need not any more, for more was said of it.
    record Told(String rule, Place place) {

        boolean covers(Finding it) {
            Place at = it.place();
            return it.rule().equals(rule)
                    && at.environment().equals(place.environment())
                    && at.function().equals(place.function())
                    && at.key().equals(place.key())
                    && at.other().equals(place.other());
        }
    }

    Findings(Card card) {
        this.card = card;
    }

    /// What the rule failed with, each time that it did.
    List<Throwable> crashes() {
        return crashes;
    }

    Card card() {
        return card;
    }

    /// Something is wrong: `message` says what, lower case, without a final period and without any value.
    public void add(Place place, String message, Trail trail) {
        add(place, message, trail, card.severity(), card.fix());
    }

    /// Something is wrong, and what to do about it here is more precise than the card's advice.
    public void add(Place place, String message, Trail trail, String fix) {
        add(place, message, trail, card.severity(), fix);
    }

    /// Something is wrong, but not as bad as the card says in general, or worse.
    public void add(Place place, String message, Trail trail, Severity severity, String fix) {
        findings.add(new Finding(card.id(), card.code(), severity, card.title(), message, place, trail, fix));
        count(trail.assumptions());
    }

    /// What was added about a place says all that `rule` (an id) finds there, and more: one finding, not two.
    public void insteadOf(String rule, Place place) {
        told.add(new Told(rule, place));
    }

    List<Told> told() {
        return told;
    }

    /// Leaves out what another rule has told: it was judged, and is no finding any more.
    void drop(Told by) {
        findings.removeIf(by::covers);
    }

    /// Looked at, and nothing is wrong.
    public void pass() {
        count(Set.of());
    }

    /// Looked at, and nothing is wrong, as far as the assumptions of `trail` hold.
    public void pass(Trail trail) {
        count(trail.assumptions());
    }

    /// It cannot be said, because something was not seen.
    public void unknown(Place place, Gap gap) {
        unknown(place, List.of(Missing.of(gap)));
    }

    /// It cannot be said; one judgement, whatever the number of things that are missing.
    public void unknown(Place place, List<Missing> missing) {
        List<Missing> sorted = missing.stream().sorted().distinct().toList();
        String reason = String.join("; ", sorted.stream().map(Missing::what).toList());
        String permission = String.join(
                ", ",
                sorted.stream()
                        .map(Missing::permission)
                        .filter(it -> !it.isEmpty())
                        .distinct()
                        .toList());
        unjudged.add(new Unjudged(
                card.id(), card.code(), place, reason.isEmpty() ? "not enough is known" : reason, permission, false));
    }

    /// Judges each call by whether a fault stops it: those that do not are passed or unknown from here on,
    /// and those that do are the rule's to speak of.
    public Stopped stopped(Place place, List<Reached> calls, Fault fault) {
        List<Reached> stopped = new ArrayList<>();
        List<Blocker> blockers = new ArrayList<>();
        for (Reached it : calls) {
            if (!it.blockers(fault).isEmpty()) {
                stopped.add(it);
                blockers.addAll(it.blockers(fault));
            } else if (it.path() instanceof Path.Unknown unknown && fault.mayHide(unknown)) {
                unknown(place, unknown.missing());
            } else {
                pass();
            }
        }
        return new Stopped(stopped, blockers);
    }

    void crashed(Place place, Throwable thrown) {
        crashes.add(thrown);
        unjudged.add(new Unjudged(card.id(), card.code(), place, "the rule itself failed", "", true));
    }

    private void count(Set<Assumption> assumptions) {
        judged++;
        if (!assumptions.isEmpty()) {
            assumed++;
            assumptions.forEach(it -> byAssumption.merge(it, 1, Integer::sum));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    List<Unjudged> unjudged() {
        return unjudged;
    }

    Tally tally() {
        return new Tally(card, judged, unjudged.size(), findings.size(), assumed, new TreeMap<>(byAssumption));
    }
}
