package envgate.rules.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.LambdaFunction;
import envgate.envs.source.text.ShortForm;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.drift.Feed;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Terraform puts out is told where a plan says it.
class TerraformOutputsTest {

    private static final String PLANNED = """
            environment: prod
            planned: true
            terraform-outputs: {queue: orders-incoming-main, old: removed, host: {unresolved: later}}
            functions: {Orders: {environment: {QUEUE: orders-incoming-main, OTHER: x}}}
            """;

    private static Facts facts(String text) {
        ShortForm form = SnapshotYaml.read("fleet.yaml", text);
        return Fleet.of(form.snapshots(), form.intent()).environment("prod");
    }

    @Test
    void what_a_deploy_takes_away_and_what_it_leaves_open_is_foreseen() {
        Facts before = facts("environment: prod\nfunctions: {Orders: {environment: {QUEUE: a, OTHER: x}}}\n");

        assertThat(Foresight.of(before, facts(PLANNED)))
                .filteredOn(it -> it.subject().equals("Terraform"))
                .extracting(it -> it.kind().word() + " " + it.detail())
                .containsExactly("drops output `old`", "cannot tell output `host`: later");
    }

    @Test
    void a_variable_says_which_output_feeds_it() {
        Facts facts = facts(PLANNED);
        LambdaFunction function = facts.snapshot().functions().getFirst();

        assertThat(Feed.of(facts.snapshot(), function, "QUEUE", List.of()))
                .extracting(Feed::words)
                .containsExactly("Terraform output queue");
        assertThat(Feed.of(facts.snapshot(), function, "OTHER", List.of())).isEmpty();
    }
}
