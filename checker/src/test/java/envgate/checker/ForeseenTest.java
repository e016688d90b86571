package envgate.checker;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.Settlement;
import envgate.envs.plan.template.Rehearsal;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Engine;
import envgate.rules.engine.Question;
import envgate.rules.finding.Answers;
import envgate.rules.finding.Finding;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every finding that is predicted of a deploy is the finding that is observed after it, and the other way about.
class ForeseenTest {

    /// Accusations of what the emulator made otherwise than it was told, by the words in which they are shown.
    private static final Map<String, String> EXPLAINED = Map.of();

    @Test
    void every_finding_that_is_predicted_is_observed() throws IOException {
        Rehearsal rehearsal = Rehearsal.played();
        List<String> differing = new ArrayList<>();
        int observed = 0;
        for (Rehearsal.Act it : rehearsal.acts()) {
            Set<String> predicted = findings(rehearsal.decoded(Settlement.of(it.planned(), it.seen())));
            Set<String> found = findings(rehearsal.decoded(it.seen()));
            observed += found.size();
            predicted.stream().filter(one -> !found.contains(one)).forEach(one -> differing.add("only planned " + one));
            found.stream().filter(one -> !predicted.contains(one)).forEach(one -> differing.add("only seen " + one));
        }
        System.out.printf(
                "FORESEEN: %d findings of %d deployments, %d differ%n",
                observed, rehearsal.deployments(), differing.size());
        differing.removeIf(it -> EXPLAINED.keySet().stream().anyMatch(it::matches));

        assertThat(differing).isEmpty();
        assertThat(observed).isGreaterThanOrEqualTo(10);
    }

    private static Set<String> findings(Snapshot snapshot) {
        Answers answers = new Engine(Catalog.onClasspath(), (card, thrown) -> {
                    throw new IllegalStateException(card.code(), thrown);
                })
                .run(
                        List.of(snapshot),
                        Intent.of(LocalDate.of(2026, 11, 27), "prod"),
                        new Question.Check(List.of("prod")));
        TreeSet<String> texts = new TreeSet<>();
        for (Finding it : answers.findings()) {
            texts.add(String.join(
                    " ",
                    it.code(),
                    it.rule(),
                    it.place().function(),
                    it.place().resource(),
                    it.place().key(),
                    it.place().other(),
                    it.message()));
        }
        return texts;
    }
}
