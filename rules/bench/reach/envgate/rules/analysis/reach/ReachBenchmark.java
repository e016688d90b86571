package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How many verdicts a second one core gives, there and back and with every hop, warm: each is worked out
/// (`worked`) or was asked before (`known`).
///
/// The fleet is made up by [Fleets]: 1,000 functions, each with a security group of its own, and 200
/// destinations of four kinds.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReachBenchmark {

    private final Snapshot fleet = Fleets.of(1_000, 51);
    private final List<LambdaFunction> functions = fleet.functions();
    private final List<Call> calls = Fleets.calls(200);
    private Reach reach = new Reach(fleet, ReachSpecTest.INTENT);
    private Reach old = reach;
    private int turn;

    @Setup
    public void ask() {
        old = new Reach(fleet, ReachSpecTest.INTENT);
        for (LambdaFunction it : functions) {
            calls.forEach(call -> old.from(it).to(call));
        }
    }

    /// Of an engine that has not been asked this before; after all pairs a new one begins, that knows nothing.
    @Benchmark
    public Path worked() {
        if (turn == functions.size() * calls.size()) {
            turn = 0;
            reach = new Reach(fleet, ReachSpecTest.INTENT);
        }
        return next(reach);
    }

    @Benchmark
    public Path known() {
        turn = turn == functions.size() * calls.size() ? 0 : turn;
        return next(old);
    }

    private Path next(Reach asked) {
        int at = turn++;
        return asked.from(functions.get(at / calls.size())).to(calls.get(at % calls.size()));
    }
}
