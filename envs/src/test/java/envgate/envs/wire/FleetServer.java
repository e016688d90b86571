package envgate.envs.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/// Many environments with many functions each on a [WireFake] with some latency: what captures are measured
/// against.
///
/// Run as `FleetServer ENVIRONMENTS FUNCTIONS MILLISECONDS`, it prints an inventory of them and stays up
/// until its input ends; then it prints how often each operation was called.
public final class FleetServer implements AutoCloseable {

    public static final String REGION = "eu-west-1";

    private final WireFake fake;
    private final int environments;

    private FleetServer(WireFake fake, int environments) {
        this.fake = fake;
        this.environments = environments;
    }

    /// Environments `env1`, `env2`, ... in accounts of their own, with pages as large as AWS's.
    public static FleetServer start(int environments, int functions, Duration latency) {
        WireFake fake = Paging.asLargeAsAws(WireFake.start()).latency(latency);
        for (int i = 1; i <= environments; i++) {
            fake.give(Fleet.of(name(i), account(i), REGION, functions));
        }
        return new FleetServer(fake, environments);
    }

    private static String name(int environment) {
        return "env" + environment;
    }

    /// `000000000001`
    public static String account(int environment) {
        return "%012d".formatted(environment);
    }

    public WireFake fake() {
        return fake;
    }

    /// Calls by operation, `lambda:GetPolicy`.
    public Map<String, Long> calls() {
        return fake.calls();
    }

    public long callsInAll() {
        return calls().values().stream().mapToLong(Long::longValue).sum();
    }

    /// The inventory of the environments. Keys of anybody are enough to assume their roles.
    public String inventory() {
        StringBuilder text = new StringBuilder("version: 1\napplication: fleet\nenvironments:\n");
        for (int i = 1; i <= environments; i++) {
            text.append("  %s: {account: \"%s\", region: %s, role: {arn: \"arn:aws:iam::%s:role/envgate-read\"},"
                    .formatted(name(i), account(i), REGION, account(i)));
            text.append(" endpoint-url: \"%s\", stacks: [\"%s\"]}\n"
                    .formatted(fake.endpoint(), Fleet.stackPatterns(name(i)).getFirst()));
        }
        return text.toString();
    }

    @Override
    public void close() {
        fake.close();
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("give the number of environments, of functions in each, and the latency in ms");
            return;
        }
        Duration latency = Duration.ofMillis(Long.parseLong(arguments[2]));
        try (FleetServer server = start(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), latency)) {
            System.out.println(server.inventory());
            System.in.transferTo(OutputStream.nullOutputStream());
            server.calls().forEach((key, count) -> System.out.println(count + " " + key));
        }
    }
}
