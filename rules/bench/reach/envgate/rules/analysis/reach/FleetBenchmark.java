package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import java.util.List;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How long all functions of a fleet take to be asked about 200 destinations, within 512 MiB; ten times the
/// functions should take ten times as long.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class FleetBenchmark {

    @Param({"1000", "10000"})
    public int functions = 1_000;

    private final List<Call> calls = Fleets.calls(200);
    private Snapshot fleet = Fleets.of(1, 51);

    @Setup(Level.Trial)
    public void make() {
        fleet = Fleets.of(functions, 51);
    }

    @Benchmark
    public long hops() {
        Reach reach = new Reach(fleet, ReachSpecTest.INTENT);
        long hops = 0;
        for (LambdaFunction it : fleet.functions()) {
            for (Call call : calls) {
                hops += reach.from(it).to(call).trail().steps().size();
            }
        }
        return hops;
    }
}
