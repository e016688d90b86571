package envgate.rules.bench.point;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.source.capture.PolicyReader;
import envgate.rules.analysis.access.Policies;
import envgate.rules.analysis.access.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import tools.jackson.databind.json.JsonMapper;

/// How many decisions a second one core makes on policies like those of a service's role, warm.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PointBenchmark {

    private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/orders/run";

    private static final String IDENTITY = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
             "Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders-*"},
            {"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::orders-data/*","arn:aws:s3:::orders-*/public/*"]},
            {"Effect":"Allow","Action":["s3:PutObject","s3:DeleteObject"],
             "Resource":"arn:aws:s3:::orders-data/${aws:PrincipalTag/team}/*"},
            {"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:111122223333:orders-*",
             "Condition":{"StringEquals":{"aws:ResourceAccount":"111122223333"}}},
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:PutItem"],
             "Resource":["arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
                         "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/*"]},
            {"Effect":"Allow","NotAction":["iam:*","organizations:*"],"Resource":"*",
             "Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]},
                          "DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}},
            {"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::*-prod/*",
             "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
            """;
    private static final String BOUNDARY = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["s3:*","sqs:*","dynamodb:*","logs:*","kms:*"],"Resource":"*"},
            {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/o*"}}}]}
            """;
    private static final String FULL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}
            """;
    private static final String GUARD = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
            {"Effect":"Deny","NotAction":["iam:*","sts:*","s3:*"],"Resource":"*",
             "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]}}}]}
            """;
    private static final String BUCKET = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/orders","444455556666"]},
             "Action":"s3:GetObject","Resource":"arn:aws:s3:::orders-data/*"},
            {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*",
             "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
            """;
    private static final String[] ACTIONS = {"s3:GetObject", "s3:PutObject", "sqs:SendMessage", "dynamodb:Query", "ec2:RunInstances"};
    private static final String[] RESOURCES = {
        "arn:aws:s3:::orders-data/blue/2026/01/a.json",
        "arn:aws:s3:::orders-data/blue/b.json",
        "arn:aws:sqs:eu-west-1:111122223333:orders-jobs",
        "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/index/by-day",
        "arn:aws:ec2:eu-west-1:111122223333:instance/*"
    };

    private Simulation within = simulation("111122223333");
    private Simulation across = simulation("444455556666");
    private int turn;

    @Setup
    public void prepare() {
        within = simulation("111122223333");
        across = simulation("444455556666");
    }

    private static Simulation simulation(String owner) {
        Policies policies = new Policies(
                List.of(read(IDENTITY), read(GUARD)),
                List.of(read(BOUNDARY)),
                List.of(),
                Optional.of(read(BUCKET)),
                List.of(),
                List.of(List.of(read(FULL)), List.of(read(GUARD))),
                List.of(List.of(read(FULL))));
        return Simulation.of(
                        policies,
                        ROLE,
                        owner,
                        Map.of(
                                "aws:SourceIp", List.of("10.1.2.3"),
                                "aws:CurrentTime", List.of("2026-05-01T12:00:00Z"),
                                "aws:SecureTransport", List.of("true"),
                                "aws:RequestedRegion", List.of("eu-west-1"),
                                "aws:PrincipalTag/team", List.of("blue")))
                .orElseThrow();
    }

    private static PolicyDocument read(String text) {
        return PolicyReader.readWritten("p", JsonMapper.shared().readTree(text), new Origin.Unknown())
                .policy()
                .orElseThrow();
    }

    /// The verdict of one request.
    @Benchmark
    public Simulation.Verdict verdict() {
        int at = turn++ % ACTIONS.length;
        return (turn / ACTIONS.length % 2 == 0 ? within : across).verdict(ACTIONS[at], RESOURCES[at]);
    }

    /// The same with the statements that decided.
    @Benchmark
    public Simulation.Result decision() {
        int at = turn++ % ACTIONS.length;
        return (turn / ACTIONS.length % 2 == 0 ? within : across).decide(ACTIONS[at], RESOURCES[at]);
    }
}
