package envgate.rules.engine;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Provenance;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.Deploy;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import envgate.rules.analysis.Outcome;
import envgate.rules.analysis.Promotion;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Answers.Tally;
import envgate.rules.finding.Card;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.Unjudged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/// Asks every rule about everything in its scope and collects what it says.
///
/// Rules are asked side by side, so they and the analyses keep no state that more than one may change; what they say
/// is collected in the order of the catalog.
///
/// What a card needs and a snapshot lacks is *unjudged* without the rule being asked; a rule that fails is contained
/// to the place where it did.
public final class Engine {

    private final Catalog catalog;
    private final BiConsumer<Card, Throwable> crashes;

    public Engine(Catalog catalog) {
        this(catalog, (_, _) -> {});
    }

    /// @param crashes is told what a rule failed with; its message may quote what nobody may see
    public Engine(Catalog catalog, BiConsumer<Card, Throwable> crashes) {
        this.catalog = catalog;
        this.crashes = crashes;
    }

    /// Judges snapshots that stand in promotion order.
    public Answers run(List<Snapshot> snapshots, Intent intent, Question question) {
        return run(snapshots, Map.of(), intent, question);
    }

    /// Judges snapshots of which some are as a plan would leave them.
    ///
    /// @param before how those are now, by the environment's name
    public Answers run(List<Snapshot> snapshots, Map<String, Snapshot> before, Intent intent, Question question) {
        Fleet fleet = Fleet.of(snapshots, before, intent);
        return collected(catalog.rules().parallelStream()
                .map(rule -> ask(rule, fleet, question))
                .toList());
    }

    /// Judges what came of a plan, which no other question asks about.
    public Answers outcome(Outcome outcome) {
        return collected(catalog.rules().stream()
                .filter(OutcomeRule.class::isInstance)
                .map(rule -> ask((OutcomeRule) rule, outcome))
                .toList());
    }

    private Findings ask(OutcomeRule rule, Outcome outcome) {
        Card card = catalog.card(rule);
        Findings said = new Findings(card);
        Place place = Place.of(outcome.environment());
        List<Missing> missing = new ArrayList<>(missing(card, outcome.planned()));
        missing.addAll(missing(card, outcome.is()));
        judge(said, place, missing, () -> rule.check(outcome, said));
        return said;
    }

    private Answers collected(List<Findings> all) {
        List<Finding> findings = new ArrayList<>();
        List<Unjudged> unjudged = new ArrayList<>();
        SortedMap<String, Tally> tallies = new TreeMap<>();
        all.stream().flatMap(it -> it.told().stream()).toList().forEach(told -> all.forEach(it -> it.drop(told)));
        for (Findings said : all) {
            findings.addAll(said.findings());
            unjudged.addAll(said.unjudged());
            said.crashes().forEach(it -> crashes.accept(said.card(), it));
            tallies.put(said.card().id(), said.tally());
        }
        return new Answers(findings, unjudged, tallies);
    }

    private Findings ask(Rule rule, Fleet fleet, Question question) {
        Card card = catalog.card(rule);
        Findings said = new Findings(card);
        switch (rule) {
            case FunctionRule it -> judged(fleet, question).forEach(facts -> functions(it, card, facts, said));
            case EnvironmentRule it -> judged(fleet, question).forEach(facts -> environment(it, card, facts, said));
            case PromotionRule it -> promotions(fleet, question).forEach(pair -> promotion(it, card, pair, said));
            case DeployRule it ->
                judged(fleet, question).stream()
                        .filter(facts -> facts.snapshot().provenance().kind() == Provenance.Kind.PLANNED)
                        .forEach(
                                facts -> deploy(it, card, facts, deployed(fleet, facts.environment(), question), said));
            case OutcomeRule _ -> {} // asked by [#outcome]
            case FleetRule it -> fleet(it, card, fleet, said);
        }
        return said;
    }

    private static List<Facts> judged(Fleet fleet, Question question) {
        return switch (question) {
            case Question.Check(List<String> names) ->
                names.stream().map(fleet::environment).toList();
            case Question.Promote(String _, String to) -> List.of(fleet.environment(to));
        };
    }

    private static List<Promotion> promotions(Fleet fleet, Question question) {
        return switch (question) {
            case Question.Check(List<String> _) -> List.of();
            case Question.Promote(String from, String to) -> List.of(fleet.promotion(from, to));
        };
    }

    private void functions(FunctionRule rule, Card card, Facts facts, Findings said) {
        Optional<Gap> unlisted = facts.snapshot().gapIn(Area.FUNCTIONS);
        if (unlisted.isPresent()) {
            said.unknown(Place.of(facts.environment()), unlisted.get());
            return;
        }
        for (Gap it : facts.snapshot().gapsIn(Area.FUNCTIONS)) {
            if (facts.snapshot().function(it.resource()).isEmpty()) {
                said.unknown(Place.of(facts.environment()).withResource(it.resource(), new Origin.Unknown()), it);
            }
        }
        List<List<Gap>> gaps = card.needs().stream()
                .map(facts.snapshot()::gapsIn)
                .filter(it -> !it.isEmpty())
                .toList();
        for (LambdaFunction function : facts.snapshot().functions()) {
            Place place = Place.of(facts.environment(), function);
            List<Missing> missing = gaps.stream()
                    .flatMap(it ->
                            it.stream().filter(gap -> hides(gap, function)).limit(1))
                    .map(Missing::of)
                    .toList();
            if (missing.isEmpty()) {
                guarded(said, place, () -> rule.check(function, facts, said));
            } else {
                said.unknown(place, missing);
            }
        }
    }

    /// Asks a rule, unless something that it needs is missing.
    private static void judge(Findings said, Place place, List<Missing> missing, Runnable check) {
        if (missing.isEmpty()) {
            guarded(said, place, check);
        } else {
            said.unknown(place, missing);
        }
    }

    private void environment(EnvironmentRule rule, Card card, Facts facts, Findings said) {
        Place place = Place.of(facts.environment());
        List<Missing> missing = missing(card, facts);
        judge(said, place, missing, () -> rule.check(facts, said));
    }

    private void promotion(PromotionRule rule, Card card, Promotion pair, Findings said) {
        Place place = Place.of(pair.to().environment()).against(pair.from().environment());
        List<Missing> missing = new ArrayList<>(missing(card, pair.from()));
        missing.addAll(missing(card, pair.to()));
        judge(said, place, missing, () -> rule.check(pair, said));
    }

    private static Optional<Deploy> deployed(Fleet fleet, String environment, Question question) {
        return question instanceof Question.Promote(String from, String to)
                ? fleet.deploy(from, to)
                : fleet.deploy(environment);
    }

    private void deploy(DeployRule rule, Card card, Facts facts, Optional<Deploy> deploy, Findings said) {
        Place place = Place.of(facts.environment());
        if (deploy.isEmpty()) {
            String what = "how " + facts.environment() + " was before the plan: give the plan with `--plan`";
            said.unknown(place, List.of(new Missing(what, "")));
            return;
        }
        List<Missing> missing = new ArrayList<>(missing(card, deploy.get().before()));
        missing.addAll(missing(card, facts));
        judge(said, place, missing, () -> rule.check(deploy.get(), said));
    }

    private void fleet(FleetRule rule, Card card, Fleet fleet, Findings said) {
        Set<String> unseen = new TreeSet<>();
        for (Facts facts : fleet.environments()) {
            List<Missing> missing = missing(card, facts);
            if (!missing.isEmpty()) {
                unseen.add(facts.environment());
                said.unknown(Place.of(facts.environment()), missing);
            }
        }
        guarded(said, Place.of(""), () -> rule.check(fleet.without(unseen), said));
    }

    private static List<Missing> missing(Card card, Facts facts) {
        return card.needs().stream()
                .flatMap(area -> facts.snapshot().gapIn(area).stream())
                .map(Missing::of)
                .toList();
    }

    private static boolean hides(Gap gap, LambdaFunction function) {
        return gap.isWhole()
                || gap.resource().equals(function.name())
                || gap.resource().equals(function.arn().toString());
    }

    /// A rule that recurses without end is as wrong as one that throws.
    private static void guarded(Findings said, Place place, Runnable check) {
        try {
            check.run();
        } catch (RuntimeException | StackOverflowError e) {
            said.crashed(place, e);
        }
    }
}
