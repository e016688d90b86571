package envgate.checker;

import envgate.envs.source.Reading;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// A bar on a terminal while calls are made; nothing where nobody watches, or nothing is called.
final class Progress implements Reading.Progress, AutoCloseable {

    private static final int INTERVAL_MS = 200;

    private final Run run;
    private final boolean wanted;
    private final Map<String, Integer> done = new TreeMap<>();
    private final Map<String, Integer> known = new TreeMap<>();
    private @Nullable ProgressBar bar;

    Progress(Run run, boolean wanted) {
        this.run = run;
        this.wanted = wanted;
    }

    @Override
    public synchronized void calls(String environment, int finished, int needed) {
        if (!wanted) {
            return;
        }
        done.put(environment, finished);
        known.put(environment, needed);
        ProgressBar shown = bar();
        shown.maxHint(known.values().stream().mapToLong(it -> it).sum());
        shown.stepTo(done.values().stream().mapToLong(it -> it).sum());
        shown.setExtraMessage(String.join(", ", known.keySet()));
    }

    private ProgressBar bar() {
        ProgressBar shown = bar;
        if (shown == null) {
            Surroundings around = run.surroundings();
            shown = new ProgressBarBuilder()
                    .setTaskName("reading")
                    .setStyle(around.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(INTERVAL_MS)
                    .setConsumer(new ConsoleProgressBarConsumer(around.err(), Math.min(around.width(), 100)))
                    .clearDisplayOnFinish()
                    .build();
            bar = shown;
        }
        return shown;
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
