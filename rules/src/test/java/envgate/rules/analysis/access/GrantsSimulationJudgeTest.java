package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Compares [Grants] with [Simulation], which has a judge of its own, about one caller with all kinds of policies:
/// what a request is allowed must be granted, and each witness must be allowed.
class GrantsSimulationJudgeTest {

    private static final int WORLDS = Integer.getInteger("envgate.worlds", 1_000);
    private static final long SEED = Long.getLong("envgate.seed", 11);

    @Test
    void what_a_simulated_request_is_allowed_is_granted_and_every_witness_is_allowed_when_simulated() {
        Random random = new Random(SEED);
        int some = 0;
        int unsure = 0;
        for (int i = 0; i < WORLDS; i++) {
            PointWorld world = PointWorld.of(random);
            NaivePoint.Ask ask = world.ask();
            Granted answer =
                    Grants.any(rights(ask), List.of(new Wanted(List.of(ask.action()), List.of(ask.resource()))));
            if (answer instanceof Granted.Nothing) {
                for (int j = 0; j < 20; j++) {
                    Map<String, List<String>> context = new HashMap<>(
                            j == 0 ? world.context() : PointWorld.of(random).context());
                    context.putIfAbsent("aws:SecureTransport", List.of("true")); // which is always there
                    context.computeIfAbsent("AWS:currenttime", _ -> List.of("2026-03-03T03:03:03Z"));
                    if (ask.caller().startsWith("arn:")) {
                        context.remove("aws:SourceArn"); // which comes with calls of services only
                    }
                    assertThat(verdict(ask, ask.action(), ask.resource(), context))
                            .as("%s%n%s", world, context)
                            .isNotEqualTo(Simulation.Verdict.ALLOWED);
                }
            }
            boolean trustUnseen =
                    ask.policies().resource().isEmpty() && ask.action().startsWith("sts:");
            if (answer instanceof Granted.Some it && !trustUnseen) {
                some++;
                Map<String, List<String>> context = new HashMap<>(it.conditions());
                context.values().removeIf(List::isEmpty);
                NaivePoint.Ask of = by(ask, it.principal());
                assertThat(verdict(of, it.action(), it.resource(), context))
                        .as("%s%n%s", world, it)
                        .isEqualTo(Simulation.Verdict.ALLOWED);
            }
            unsure += answer instanceof Granted.Unsure ? 1 : 0;
        }
        assertThat(some).isGreaterThan(WORLDS / 10);
        assertThat(unsure).isLessThanOrEqualTo(1 + WORLDS / 20);
    }

    private static NaivePoint.Ask by(NaivePoint.Ask ask, String principal) {
        String caller = principal.replaceFirst("^(AWS|Service|Federated):", "");
        return new NaivePoint.Ask(ask.policies(), caller, ask.owner(), ask.action(), ask.resource());
    }

    private static Rights rights(NaivePoint.Ask ask) {
        Policies it = ask.policies();
        return new Rights(
                it.identity(),
                it.boundary(),
                it.session(),
                it.resource(),
                it.endpoint(),
                it.serviceControl(),
                it.resourceControl(),
                ask.caller(),
                ask.owner());
    }

    private static Simulation.Verdict verdict(
            NaivePoint.Ask ask, String action, String resource, Map<String, List<String>> context) {
        return Simulation.of(ask.policies(), ask.caller(), ask.owner(), context)
                .orElseThrow()
                .verdict(action, resource);
    }
}
