package envgate.rules.analysis.calls;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Call;
import envgate.envs.model.LambdaFunction;
import envgate.envs.source.text.SnapshotYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {

    private static LambdaFunction function(String environment) {
        String text = "environment: prod\nfunctions: {F: {environment: {" + environment + "}}}";
        return SnapshotYaml.read("calls.yaml", text)
                .snapshots()
                .getFirst()
                .functions()
                .getFirst();
    }

    private static List<String> calls(String environment) {
        return Calls.of(function(environment), Map.of()).stream()
                .map(it -> (it.protocol().equals("udp") ? "udp " : "") + it.text())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "API_URL: https://api.example.com/v1?x=1             | api.example.com:443",
                "API_URL: http://api.example.com:8080                | api.example.com:8080",
                "API_URL: https://API.Example.com.                   | api.example.com:443",
                "API_URL: 'https://user:***@api.example.com'         | api.example.com:443",
                "API_URL: 'https://[2001:db8::1]:8443/x'             | 2001:db8::1:8443",
                "API_URL: api.example.com/v1                         | api.example.com:443",
                "JOBS_URL: https://sqs.eu-west-1.amazonaws.com/111111111111/jobs | sqs.eu-west-1.amazonaws.com:443",
                "DATABASE_URL: 'postgres://u:***@db.example.com/orders'     | db.example.com:5432",
                "DATABASE_URL: 'postgresql+asyncpg://db.example.com/orders' | ~~",
                "DATABASE_URL: {hidden: x, visible: 'mysql://***@db.example.com:3307/orders'} | db.example.com:3307",
                "DATABASE_URL: {hidden: x}                           | ~~",
                "SPRING_DATASOURCE_URL: jdbc:postgresql://db.example.com:5433/orders | db.example.com:5433",
                "SPRING_DATASOURCE_URL: jdbc:sqlserver://db.example.com;databaseName=x | db.example.com:1433",
                "SPRING_DATASOURCE_URL: 'jdbc:oracle:thin:@db.example.com:1522:XE' | db.example.com:1522",
                "SPRING_DATASOURCE_URL: 'jdbc:oracle:thin:@//db.example.com:1522/XE' | db.example.com:1522",
                "DB: 'Server=tcp:db.example.com,1433;Database=x'     | db.example.com:1433",
                "DB: 'host=db.example.com port=5434 dbname=x'        | db.example.com:5434",
                "MONGO_URI: 'mongodb://a.example.com:27018,b.example.com/x' | a.example.com:27018 b.example.com:27017",
                "MONGO_URI: mongodb+srv://cluster.example.com/x      | ~~",
                "KAFKA_BROKERS: 'b-1.example.com:9092,b-2.example.com:9092' | b-1.example.com:9092 b-2.example.com:9092",
                "DB_HOST: db.example.com, DB_PORT: \"5444\"          | db.example.com:5444",
                "DB_HOST: db.example.com, CACHE_PORT: \"5444\"       | db.example.com",
                "HOST: db.example.com, PORT: \"5444\"                | db.example.com:5444",
                "RedisHost: r.example.com                            | r.example.com:6379",
                "REDIS_ENDPOINT: r.example.com:6380                  | r.example.com:6380",
                "DB_ADDRESS: 10.0.1.9                                | 10.0.1.9",
                "STATSD: udp://stats.example.com:8125                | udp stats.example.com:8125",
                "TOPIC: arn:aws:sns:us-east-1:111111111111:news      | sns.us-east-1.amazonaws.com:443",
                "BUCKET: arn:aws:s3:::photos                         | s3.eu-west-1.amazonaws.com:443",
                "SOURCE: s3://photos/x                               | s3.eu-west-1.amazonaws.com:443",
                "ROLE: arn:aws:iam::111111111111:role/x              | ~~",
                "KEY_ARN: arn:aws:kms:eu-west-1:111111111111:key/x   | ~~",
                "SETTINGS: '{\"api\": \"https://api.example.com\"}'  | api.example.com:443",
                "TABLE: orders.events                                | ~~",
                "FILE_URL: file:///opt/x                             | ~~",
                "VERSION: 1.2.3                                      | ~~",
                "API_VERSION: 1.2.3                                  | ~~",
                "PACKAGE: com.example.orders                         | ~~",
                "ADMIN: someone@example.com                          | ~~",
                "ALLOWED_ORIGIN: https://shop.example.com            | ~~",
                "CORS_URL: https://shop.example.com                  | ~~",
                "REDIRECT_URI: https://shop.example.com/x            | ~~",
                "ALLOWED_HOSTS: shop.example.com                     | ~~",
                "EXTENSION_URL: http://localhost:2773                | ~~",
                "API_URL: 'https://${Api}.example.com'               | ~~",
                "API_URL: {reference: '{{resolve:ssm:/api}}'}        | ~~",
                "API_URL: {unresolved: later}                        | ~~",
                "PORT_URL: https://api.example.com:99999             | ~~",
                "HTTPS_PROXY: 'http://proxy.example.com:3128', API_URL: https://api.example.com | proxy.example.com:3128",
                "HTTPS_PROXY: 'http://proxy.example.com:3128', NO_PROXY: 'sqs.example.com' | proxy.example.com:3128",
            })
    void variables_give_calls_away(String environment, String calls) {
        assertThat(String.join(" ", calls(environment))).isEqualTo(calls == null ? "" : calls.strip());
    }

    @Test
    void a_call_says_where_it_comes_from() {
        List<Call> calls = Calls.of(
                function("A_URL: https://api.example.com, B_URL: https://api.example.com/b"),
                Map.of("T", List.of("dynamodb")));
        assertThat(calls)
                .containsExactly(
                        new Call("api.example.com", 443, "tcp", "variables A_URL, B_URL"),
                        new Call("dynamodb.eu-west-1.amazonaws.com", 443, "tcp", "variable T"));
    }

    @Test
    void what_is_declared_is_not_said_twice() {
        LambdaFunction function = function("A_URL: https://api.example.com")
                .withCalls(List.of(new Call("api.example.com", 443, "tcp", "declared")));
        assertThat(Calls.of(function, Map.of())).containsExactly(new Call("api.example.com", 443, "tcp", "declared"));
    }
}
