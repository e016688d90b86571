package envgate.rules.analysis.links;

import envgate.envs.model.EnvironmentNames;
import envgate.rules.analysis.links.Thing.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the key of a variable says about its value: `ORDERS_QUEUE_URL` holds a queue, `STAGE` the environment's name.
public final class KeyWords {

    private static final Set<String> SELF = Set.of("env", "stage", "environment");
    private static final Set<String> FRAMEWORKS = Set.of(
            "node",
            "rails",
            "rack",
            "flask",
            "django",
            "mix",
            "symfony",
            "babel",
            "webpack",
            "hanami",
            "vite",
            "react",
            "virtual",
            "conda",
            "execution");
    private static final Set<String> QUALIFIERS = Set.of(
            "app",
            "application",
            "deploy",
            "deployment",
            "deployed",
            "sls",
            "serverless",
            "lambda",
            "service",
            "dd",
            "sentry",
            "aws",
            "name",
            "current",
            "this",
            "project",
            "stack",
            "runtime",
            "cdk",
            "sst",
            "target");
    private static final Set<String> HOSTS = Set.of(
            "host",
            "hosts",
            "hostname",
            "endpoint",
            "endpoints",
            "url",
            "urls",
            "uri",
            "address",
            "addr",
            "domain",
            "server",
            "servers",
            "broker",
            "brokers",
            "origin",
            "origins",
            "base",
            "dsn");
    private static final Set<String> CREDENTIALS = Set.of(
            "password",
            "passwd",
            "pwd",
            "pass",
            "passphrase",
            "secret",
            "secrets",
            "token",
            "credential",
            "credentials",
            "apikey",
            "dsn",
            "pat");
    private static final Set<String> NO_SECRET_KEYS = Set.of(
            "public",
            "publishable",
            "kms",
            "partition",
            "sort",
            "hash",
            "cache",
            "feature",
            "primary",
            "foreign",
            "arn",
            "id",
            "alias",
            "name",
            "prefix",
            "s3",
            "object",
            "idempotency");
    private static final Set<String> STORES = Set.of(
            "db",
            "database",
            "databases",
            "rds",
            "aurora",
            "postgres",
            "postgresql",
            "pg",
            "mysql",
            "mariadb",
            "mongo",
            "mongodb",
            "redis",
            "cache",
            "memcached",
            "elasticache",
            "opensearch",
            "elasticsearch",
            "elastic",
            "kafka",
            "bucket",
            "s3",
            "queue",
            "sqs",
            "dlq",
            "topic",
            "sns",
            "table",
            "dynamodb",
            "ddb",
            "stream",
            "kinesis",
            "warehouse",
            "redshift",
            "datastore");
    private static final Set<String> TEMPLATES = Set.of(
            "template",
            "templates",
            "format",
            "pattern",
            "expression",
            "query",
            "jsonata",
            "regex",
            "subject",
            "body",
            "message",
            "text",
            "html",
            "layout",
            "prompt",
            "mapping",
            "jmespath");
    private static final Set<String> AGENTS = Set.of("dd", "datadog", "otel", "lumigo", "dt", "newrelic", "epsagon");

    private final List<String> words;
    private final Set<String> set;

    private KeyWords(List<String> words) {
        this.words = words;
        this.set = new TreeSet<>(words);
    }

    public static KeyWords of(String key) {
        return new KeyWords(EnvironmentNames.words(key));
    }

    /// The kind of thing that the key says it names.
    Optional<Kind> kind() {
        if (has("queue", "dlq", "sqs")) {
            return Optional.of(Kind.QUEUE);
        } else if (has("topic", "sns")) {
            return Optional.of(Kind.TOPIC);
        } else if (has("table", "dynamodb", "ddb")) {
            return Optional.of(Kind.TABLE);
        } else if (has("bucket", "s3")) {
            return Optional.of(Kind.BUCKET);
        } else if (namesParameter()) {
            return Optional.of(Kind.PARAMETER);
        } else if (has("secret", "secretsmanager") && has("arn", "id", "name", "path")) {
            return Optional.of(Kind.SECRET);
        } else if (has("function", "lambda") && has("arn", "name", "function")) {
            return Optional.of(Kind.FUNCTION);
        } else if (has("role") && has("arn", "name")) {
            return Optional.of(Kind.ROLE);
        }
        return Optional.empty();
    }

    /// `DB_HOST_PARAM`, `PASSWORD_PARAMETER_NAME`, `SSM_PATH`.
    boolean namesParameter() {
        return has("ssm", "param", "parameter");
    }

    boolean namesHost() {
        return set.stream().anyMatch(HOSTS::contains);
    }

    /// Whether the value is to be the environment's name: `STAGE`, `APP_ENV`, `DEPLOYMENT_ENVIRONMENT_NAME`.
    public boolean isOwnName() {
        return set.stream().anyMatch(SELF::contains)
                && set.stream().allMatch(it -> SELF.contains(it) || QUALIFIERS.contains(it));
    }

    /// Whether the value tells a framework how to behave, so that staging may well say `production`: `NODE_ENV`.
    public boolean isMode() {
        return has("mode") || (endsWith(SELF) && set.stream().anyMatch(FRAMEWORKS::contains));
    }

    /// Whether the value may be the environment's name: `ORDERS_ENV`, `SPRING_PROFILES_ACTIVE`.
    public boolean mayBeOwnName() {
        return !isMode() && (isOwnName() || endsWith(SELF) || (has("spring") && has("profiles", "profile")));
    }

    /// Whether whoever knows the value may enter somewhere.
    public boolean isCredential() {
        if (set.stream().anyMatch(CREDENTIALS::contains)) {
            return !has("arn", "name", "id", "path", "length", "ttl", "expiry", "expires", "url", "endpoint", "param");
        }
        boolean key = !words.isEmpty() && Set.of("key", "keys").contains(words.getLast());
        return key && set.stream().noneMatch(NO_SECRET_KEYS::contains);
    }

    /// Whether the value says where data is kept.
    public boolean isStore() {
        return set.stream().anyMatch(STORES::contains);
    }

    /// Whether the value may hold placeholders by design: mail templates, log formats, expressions.
    public boolean isTemplate() {
        return set.stream().anyMatch(TEMPLATES::contains);
    }

    /// Whether a layer or agent puts the variable there, not the application: `DD_SITE`, `OTEL_SERVICE_NAME`.
    public boolean isOfAgent() {
        return !words.isEmpty()
                && (AGENTS.contains(words.getFirst())
                        || (words.size() > 1
                                && words.getFirst().equals("new")
                                && words.get(1).equals("relic")));
    }

    private boolean endsWith(Set<String> last) {
        int n = words.size();
        return n > 0
                && (last.contains(words.get(n - 1))
                        || (n > 1 && words.get(n - 1).equals("name") && last.contains(words.get(n - 2))));
    }

    private boolean has(String... any) {
        for (String word : any) {
            if (set.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
