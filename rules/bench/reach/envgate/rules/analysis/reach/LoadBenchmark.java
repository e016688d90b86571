package envgate.rules.analysis.reach;

import envgate.envs.model.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How long a folder of AWS's answers takes to be read, warm: a fleet with its network.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 12)
@Measurement(iterations = 5)
public class LoadBenchmark {

    @Param({"1000", "3000"})
    public int functions = 1_000;

    private java.nio.file.Path folder = java.nio.file.Path.of("");

    @Setup(Level.Trial)
    public void make() throws IOException {
        folder = Files.createTempDirectory("fleet");
        WorldCapture.write(WorldCapture.files(Fleets.of(functions, 51)), folder);
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        WorldCapture.write(Map.of(), folder);
        Files.delete(folder);
    }

    @Benchmark
    public Snapshot load() {
        return WorldCapture.read(folder);
    }
}
