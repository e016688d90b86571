package envgate.rules.bench.overlap;

import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.source.capture.PolicyReader;
import envgate.rules.analysis.access.Granted;
import envgate.rules.analysis.access.Grants;
import envgate.rules.analysis.access.Rights;
import envgate.rules.analysis.access.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/// How many exact overlap questions a second one core answers about policies like those of a service's role, warm:
/// does the role reach into the namespace of another environment?
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class QuestionBenchmark {

    private static final String IDENTITY = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],
             "Resource":"arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/NAME-*"},
            {"Effect":"Allow","Action":"s3:Get*","Resource":["arn:aws:s3:::NAME-data/*","arn:aws:s3:::*-NAME/public/*"]},
            {"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:111122223333:NAME-*"},
            {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query","dynamodb:PutItem"],
             "Resource":["arn:aws:dynamodb:eu-west-1:111122223333:table/NAME",
                         "arn:aws:dynamodb:eu-west-1:111122223333:table/NAME/index/*"]},
            {"Effect":"Deny","Action":"*","Resource":["arn:aws:s3:::prod-*","arn:aws:s3:::prod-*/*",
             "arn:aws:sqs:*:*:prod-*","arn:aws:dynamodb:*:*:table/prod-*"]}]}
            """;
    private static final String BOUNDARY = """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":["s3:*","sqs:*","dynamodb:*","logs:*","kms:*"],"Resource":"*"},
            {"Effect":"Deny","Action":["s3:DeleteBucket","dynamodb:DeleteTable"],"Resource":"*"}]}
            """;
    private static final String FULL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}
            """;
    private static final List<String> NAMES = List.of("orders", "prod-billing", "shop", "staging-mail");
    private static final List<List<Wanted>> QUESTIONS = List.of(
            List.of(new Wanted(List.of("s3:*"), List.of("arn:aws:s3:::prod-*/*"))),
            List.of(new Wanted(List.of("sqs:*"), List.of("arn:aws:sqs:*:111122223333:prod-*"))),
            List.of(new Wanted(List.of("dynamodb:*"), List.of("arn:aws:dynamodb:*:*:table/prod-*"))),
            List.of(new Wanted(List.of(), List.of("arn:aws:s3:::staging-*/*", "arn:aws:sqs:*:*:staging-*"))),
            List.of(new Wanted(List.of("iam:*", "kms:*"), List.of())));

    private final List<Grants> prepared = new ArrayList<>();
    private int turn;

    /// Prepares nothing but the documents.
    public QuestionBenchmark() {
        NAMES.forEach(it -> prepared.add(Grants.of(rights(it))));
    }

    private static Rights rights(String name) {
        return new Rights(
                List.of(read(IDENTITY.replace("NAME", name))),
                List.of(read(BOUNDARY)),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(List.of(read(FULL)), List.of(read(FULL))),
                List.of(),
                "",
                "");
    }

    private static PolicyDocument read(String text) {
        return PolicyReader.readWritten("p", JsonMapper.shared().readTree(text), new Origin.Unknown())
                .policy()
                .orElseThrow();
    }

    /// One question of five about one role of four, whose policies were prepared.
    @Benchmark
    public Granted question() {
        int at = turn++;
        return prepared.get(at % NAMES.size()).any(QUESTIONS.get(at / NAMES.size() % QUESTIONS.size()));
    }

    /// The same from nothing: policies that nobody asked about before.
    @Benchmark
    public Granted anew() {
        int at = turn++;
        return Grants.any(
                rights(NAMES.get(at % NAMES.size())), QUESTIONS.get(at / NAMES.size() % QUESTIONS.size()));
    }
}
