package envgate.rules.analysis.reach;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Ports;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PortSetTest {

    private static BitSet bits(PortSet set) {
        BitSet bits = new BitSet();
        set.ranges().forEach(it -> bits.set(it.from(), it.to() + 1));
        return bits;
    }

    @Test
    void sets_of_ports_are_sets() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            PortSet set = PortSet.EPHEMERAL;
            PortSet taken = PortSet.NONE;
            BitSet model = bits(set);
            for (int j = 0; j < 4; j++) {
                int from = random.nextInt(65536);
                Ports range = new Ports(from, from + random.nextInt(65536 - from));
                taken = taken.plus(set.within(range));
                set = set.without(range);
                model.clear(range.from(), range.to() + 1);
            }
            assertThat(bits(set)).isEqualTo(model);
            assertThat(set.size()).isEqualTo(model.cardinality());
            assertThat(set.and(taken).isEmpty()).isTrue();
            assertThat(set.plus(taken)).isEqualTo(PortSet.EPHEMERAL);
        }
    }
}
