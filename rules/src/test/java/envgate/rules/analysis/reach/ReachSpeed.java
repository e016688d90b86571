package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// Prints how fast answers are, for a fleet that is made up: `FUNCTIONS DESTINATIONS ROUNDS`.
///
/// Each round begins with an engine that knows nothing, then asks everything, then asks it again.
final class ReachSpeed {

    private ReachSpeed() {}

    public static void main(String[] words) {
        int functions = words.length > 0 ? Integer.parseInt(words[0]) : 1_000;
        int destinations = words.length > 1 ? Integer.parseInt(words[1]) : 200;
        int rounds = words.length > 2 ? Integer.parseInt(words[2]) : 5;
        Snapshot fleet = Fleets.of(functions, destinations / 4 + 1);
        List<Call> calls = Fleets.calls(destinations);
        for (int i = 0; i < rounds; i++) {
            Reach reach = new Reach(fleet, ReachSpecTest.INTENT);
            print("cold", fleet.functions(), calls, reach);
            print("again", fleet.functions(), calls, reach);
        }
        for (int i = 0; i < 3 * rounds; i++) {
            load(fleet);
        }
    }

    /// From a folder of AWS's answers.
    private static void load(Snapshot fleet) {
        try {
            java.nio.file.Path folder = Files.createTempDirectory("fleet");
            WorldCapture.write(WorldCapture.files(fleet), folder);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            int seen = WorldCapture.read(folder).functions().size();
            double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("load: %d functions, %.2f s of processor time%n", seen, seconds);
            WorldCapture.write(Map.of(), folder);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String how, List<LambdaFunction> functions, List<Call> calls, Reach reach) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long hops = 0;
        for (LambdaFunction it : functions) {
            for (Call call : calls) {
                hops += reach.from(it).to(call).trail().steps().size();
            }
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        long asked = (long) functions.size() * calls.size();
        System.out.printf(
                "%s: %d verdicts, %d hops, %.2f s of processor time, %.0f a second%n",
                how, asked, hops, seconds, asked / seconds);
    }
}
