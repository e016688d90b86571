package envgate.rules.analysis.reach;

import java.util.Random;

/// Luck, the same for the same seed.
final class Dice {

    private final Random random;

    Dice(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(double p) {
        return random.nextDouble() < p;
    }

    int below(int end) {
        return random.nextInt(end);
    }

    String pick(String... any) {
        return any[random.nextInt(any.length)];
    }
}
