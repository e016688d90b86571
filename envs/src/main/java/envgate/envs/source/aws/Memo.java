package envgate.envs.source.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Works something out once, for whichever thread asks first.
final class Memo<T> implements Supplier<T> {

    private final Supplier<T> work;
    private @Nullable T found;

    Memo(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public synchronized T get() {
        T known = found;
        if (known == null) {
            known = work.get();
            found = known;
        }
        return known;
    }
}
