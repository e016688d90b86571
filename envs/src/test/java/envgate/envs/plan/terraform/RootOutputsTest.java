package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import envgate.envs.model.Outlook;
import envgate.envs.model.Value;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.CaptureFolder;
import envgate.envs.source.capture.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootOutputsTest {

    @Test
    void root_outputs_are_told_with_their_line_and_a_secret_one_never_is() {
        Recording recording = Laid.over(TerraformPlanTest.world())
                .with(
                        "planned_values",
                        "{'outputs': {'url': {'value': 'https://a.example.com'}, 'token': {'sensitive': true, 'value': 'made-up-wet-fish-1'},"
                                + " 'kept': {'value': 'as-it-was'}, 'fresh': {}, 'ids': {'value': ['a', 'b']}, 'pair': {'value': {'user': 'x', 'word': 'made-up-wet-fish-2'}}}}")
                .with(
                        "output_changes",
                        "{'url': {'actions': ['update'], 'before': 'https://b.example.com', 'after': 'https://a.example.com', 'after_unknown': false},"
                                + " 'token': {'actions': ['create'], 'after': 'made-up-wet-fish-1', 'after_unknown': false},"
                                + " 'pair': {'actions': ['create'], 'after': {'user': 'x', 'word': 'made-up-wet-fish-2'}, 'after_unknown': {}, 'after_sensitive': {'word': true}},"
                                + " 'fresh': {'actions': ['create'], 'after_unknown': true},"
                                + " 'list': {'actions': ['create'], 'after': ['a', null], 'after_unknown': [false, true]},"
                                + " 'nothing': {'actions': ['create'], 'after': null, 'after_unknown': false},"
                                + " 'old': {'actions': ['delete'], 'before': 'x', 'after': null}}")
                .recording();
        Map<String, Value> values = new TreeMap<>();
        List<String> gone = new ArrayList<>();
        for (Outlook.Output it : Plans.decode(recording).terraformOutputs()) {
            assertThat(it.origin()).isInstanceOfSatisfying(Origin.FileLine.class, at -> {
                assertThat(at.file()).isEqualTo("plan.json");
                assertThat(at.line()).isPositive();
            });
            Value value = it.value();
            if (value == null) {
                gone.add(it.name());
            } else {
                values.put(it.name(), value);
            }
        }

        assertThat(gone).containsExactly("old");
        assertThat(values).containsOnlyKeys("url", "token", "kept", "fresh", "ids", "pair", "list");
        assertThat(values)
                .containsEntry("url", new Value.Plain("https://a.example.com"))
                .containsEntry("kept", new Value.Plain("as-it-was"))
                .containsEntry("ids", new Value.Plain("[\"a\",\"b\"]"))
                .containsEntry("fresh", new Value.Unresolved("`fresh` is known after apply"))
                .containsEntry("list", new Value.Unresolved("`list` is known after apply"));
        assertThat(values.get("token")).isInstanceOf(Value.Hidden.class);
        assertThat(values.get("pair")).isInstanceOf(Value.Hidden.class);
        assertThat(recording.toString()).doesNotContain("wet-fish");
    }

    @Test
    void root_outputs_go_into_the_capture_and_come_back(@TempDir Path folder) {
        Recording recording = Laid.over(TerraformPlanTest.world())
                .with(
                        "output_changes",
                        "{'url': {'actions': ['create'], 'after': 'https://a.example.com'}, 'old': {'actions': ['delete']},"
                                + " 'key': {'actions': ['create'], 'after': 'made-up-wet-fish-1', 'after_sensitive': true}}")
                .recording();

        CaptureFolder.write(recording, folder);
        Recording read = Plans.REDACTION.apply(CaptureFolder.read(folder));

        assertThat(Plans.decode(read).terraformOutputs())
                .isEqualTo(Plans.decode(recording).terraformOutputs())
                .hasSize(3);
    }
}
