package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Provenance;
import envgate.envs.model.Snapshot;
import org.junit.jupiter.api.Test;

class CaptureDecoderTest {

    @Test
    void says_how_the_snapshot_came_about() {
        Snapshot snapshot = Recordings.decode(Recordings.orders());

        assertThat(snapshot.environment()).isEqualTo("prod");
        assertThat(snapshot.provenance().kind()).isEqualTo(Provenance.Kind.CAPTURE);
        assertThat(snapshot.provenance().accounts()).containsExactly("111111111111");
        assertThat(snapshot.provenance().regions()).containsExactly("eu-west-1");
        assertThat(snapshot.provenance().caller()).isEqualTo("arn:aws:iam::111111111111:role/reader");
    }
}
