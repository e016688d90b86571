package envgate.envs.source.aws;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Recording;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The rehearsal is a live read like any other, and asks for everything that is ever asked.
class RehearsalTest {

    private static final Clock CLOCK = Clock.fixed(Reads.NOW, ZoneOffset.UTC);

    @Test
    void an_account_is_read_down_to_its_functions() throws Exception {
        Recording read = Rehearsal.run(CLOCK);

        assertThat(read.accounts()).containsExactly(EmptyAws.ACCOUNT);
        assertThat(Reads.refusals(read)).isEmpty();
        assertThat(Reads.responses(read, Operation.LAMBDA_GET_POLICY)).hasSize(1);
        assertThat(Reads.responses(read, Operation.CLOUDFORMATION_LIST_STACK_RESOURCES))
                .hasSize(1);
    }

    @Test
    void every_operation_is_asked_and_nothing_has_to_be_stopped() throws Exception {
        long made = ReadOnly.made();
        long stopped = ReadOnly.stopped();

        int answers = Rehearsal.run(CLOCK).answers().size();

        // Besides the answers each operation once more, by itself.
        List<Operation> operations = Arrays.stream(Operation.values())
                .filter(it -> it.isAsked() || it.isForPlans())
                .toList();
        assertThat(ReadOnly.made() - made).isGreaterThanOrEqualTo(answers + operations.size());
        assertThat(ReadOnly.stopped()).isEqualTo(stopped);
    }
}
