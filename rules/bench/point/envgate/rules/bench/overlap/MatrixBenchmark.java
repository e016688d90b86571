package envgate.rules.bench.overlap;

import envgate.envs.model.Intent;
import envgate.envs.model.Snapshot;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.analysis.access.Crossing;
import envgate.rules.analysis.access.Overlap;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// How long all ordered pairs of five environments take, with what roles act on and the chains by which they assume:
/// one account, one function for each role, as many roles as `roles` says in all.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Threads(1)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 8)
@Measurement(iterations = 8)
public class MatrixBenchmark {

    private static final List<String> ENVIRONMENTS = List.of("dev", "test", "staging", "preprod", "prod");

    private static final Intent INTENT =
            Intent.of(LocalDate.of(2026, 11, 1), ENVIRONMENTS.toArray(String[]::new));

    /// Of all environments together.
    @Param({"1000", "10000"})
    public int roles;

    private List<Snapshot> snapshots = List.of();

    @Setup
    public void prepare() {
        StringBuilder text = new StringBuilder("inventory: {application: shop}\n");
        for (String it : ENVIRONMENTS) {
            write(it, text);
        }
        snapshots = SnapshotYaml.read("fleet.yaml", text.toString()).snapshots();
    }

    private void write(String environment, StringBuilder text) {
        int count = roles / ENVIRONMENTS.size();
        text.append("---\nenvironment: ").append(environment).append("\naccount: \"333333333333\"\nfunctions:\n");
        for (int i = 0; i < count; i++) {
            String name = environment + "-s" + i;
            text.append("  F" + i + ":\n    role: " + name + "\n");
        }
        text.append("roles:\n");
        for (int i = 0; i < count; i++) {
            String name = environment + "-s" + i;
            text.append("  " + name + ":\n    policies:\n")
                    .append("      - allow logs:* on arn:aws:logs:eu-west-1:333333333333:log-group:/aws/lambda/" + name
                            + "*\n")
                    .append("      - allow dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query on"
                            + " arn:aws:dynamodb:eu-west-1:333333333333:table/" + name + "-*\n")
                    .append("      - allow s3:GetObject, s3:PutObject on arn:aws:s3:::" + name + "-data/*\n")
                    .append("      - allow sqs:* on arn:aws:sqs:eu-west-1:333333333333:" + name + "-*\n");
            if (i % 50 == 0) {
                text.append("      - allow sts:AssumeRole on arn:aws:iam::333333333333:role/" + environment + "-s"
                        + (i + 1) + "*\n");
            }
            if (i % 500 == 7) {
                text.append("      - allow s3:Get* on arn:aws:s3:::*-data/*\n");
            }
            if (i % 50 == 1) {
                text.append("    trust: [allow lambda.amazonaws.com, \"allow arn:aws:iam::333333333333:role/" + environment
                        + "-s" + (i - 1) + "\"]\n");
            }
        }
        text.append("tables: [");
        for (int i = 0; i < count; i += 4) {
            text.append(i == 0 ? "" : ", ").append(environment + "-s" + i + "-items");
        }
        text.append("]\nbuckets: [");
        for (int i = 0; i < count; i += 4) {
            text.append(i == 0 ? "" : ", ").append(environment + "-s" + i + "-data");
        }
        text.append("]\nqueues: [");
        for (int i = 0; i < count; i += 4) {
            text.append(i == 0 ? "" : ", ").append(environment + "-s" + i + "-jobs");
        }
        text.append("]\n");
    }

    /// How many answers are crossings: all pairs, from nothing but the snapshots.
    @Benchmark
    public long matrix() {
        Overlap overlap = new Overlap(snapshots, INTENT);
        long crossing = 0;
        for (Snapshot from : snapshots) {
            for (Snapshot to : snapshots) {
                if (!from.environment().equals(to.environment())) {
                    crossing += count(overlap.crossings(from, to)) + count(overlap.assumptionsOfRoles(from, to));
                }
            }
        }
        return crossing;
    }

    private static long count(List<Crossing> crossings) {
        return crossings.stream().filter(Crossing.Crosses.class::isInstance).count();
    }
}
