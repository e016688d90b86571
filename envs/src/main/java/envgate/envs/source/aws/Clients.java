package envgate.envs.source.aws;

import envgate.envs.inventory.Whereabouts.AwsAccount;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// The SDK's clients of one environment: one for each service and region, made when it is first needed.
final class Clients implements AutoCloseable {

    private static final String APP_ID = "envgate";
    private static final int ATTEMPTS = 8;
    static final Duration CALL = Duration.ofSeconds(150);
    static final Duration ATTEMPT = Duration.ofSeconds(25);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("envgate-timer").factory());

    private final AwsAccount where;
    private final Trip trip;
    private final AwsCredentialsProvider keys;
    private final Login login;
    private final ReadOnly.Door door;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(SILENCE)
            .build();
    private final Map<AwsApi, URI> endpoints = new EnumMap<>(AwsApi.class);
    private final Map<Key, SdkClient> clients = new ConcurrentHashMap<>();

    private record Key(AwsApi service, String region) {}

    /// @throws BadEndpoint when a declared endpoint is no URL
    Clients(AwsAccount where, Trip trip, AwsCredentialsProvider keys, Login login, ReadOnly.Door door) {
        this.where = where;
        this.trip = trip;
        this.keys = keys;
        this.login = login;
        this.door = door;
        for (AwsApi it : AwsApi.values()) {
            endpoint(it).ifPresent(url -> endpoints.put(it, url));
        }
    }

    SdkClient of(AwsApi service, String region) {
        return clients.computeIfAbsent(new Key(service, region), key -> make(service, region));
    }

    private SdkClient make(AwsApi service, String region) {
        AwsClientBuilder<?, ?> builder = service.builder();
        URI endpoint = endpoints.get(service);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        builder.region(Region.of(region));
        builder.credentialsProvider(keys);
        builder.overrideConfiguration(configuration(service));
        flag("AWS_USE_FIPS_ENDPOINT").ifPresent(builder::fipsEnabled);
        flag("AWS_USE_DUALSTACK_ENDPOINT").ifPresent(builder::dualstackEnabled);
        if (builder instanceof SdkSyncClientBuilder<?, ?> it) {
            it.httpClient(http);
        }
        if (builder instanceof S3ClientBuilder it) {
            // An emulator's host name has no place for a bucket's, and a bucket may be in any region.
            it.forcePathStyle(endpoint != null);
            it.crossRegionAccessEnabled(endpoint == null);
        }
        return (SdkClient) builder.build();
    }

    private ClientOverrideConfiguration configuration(AwsApi service) {
        ClientOverrideConfiguration.Builder configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(retries())
                .apiCallTimeout(CALL)
                .apiCallAttemptTimeout(ATTEMPT)
                .scheduledExecutorService(TIMER)
                .defaultProfileFile(login.profiles())
                .appId(APP_ID)
                .addExecutionInterceptor(new ReadOnly(service.cliName(), door))
                .addExecutionInterceptor(new Genuine());
        if (!login.profileName().isEmpty()) {
            configuration.defaultProfileName(login.profileName());
        }
        return configuration.build();
    }

    private RetryStrategy retries() {
        RetryMode mode = switch (trip.setting("AWS_RETRY_MODE")) {
            case "legacy" -> RetryMode.LEGACY;
            case "standard" -> RetryMode.STANDARD;
            default -> RetryMode.ADAPTIVE_V2;
        };
        String attempts = trip.setting("AWS_MAX_ATTEMPTS");
        return AwsRetryStrategy.forRetryMode(mode).toBuilder()
                .maxAttempts(attempts.matches("[1-9][0-9]?") ? Integer.parseInt(attempts) : ATTEMPTS)
                .build();
    }

    /// The inventory's endpoint, else that of the process's environment variables, the service's own before
    /// the one for all; what a profile says is the SDK's to find.
    private Optional<URI> endpoint(AwsApi service) {
        String declared = where.endpoints()
                .getOrDefault(service.cliName(), where.endpoints().getOrDefault("", ""));
        if (!declared.isEmpty()) {
            return Optional.of(url(declared, "the inventory's `endpoint-url`"));
        }
        if (trip.setting("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").equalsIgnoreCase("true")) {
            return Optional.empty();
        }
        return Stream.of(service.endpointVariable(), "AWS_ENDPOINT_URL")
                .filter(it -> !trip.setting(it).isEmpty())
                .findFirst()
                .map(it -> url(trip.setting(it), "`" + it + "`"));
    }

    private static URI url(String text, String origin) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException _) {
            // It is said below, without the text: it may hold a password.
        }
        throw new BadEndpoint(origin + " is no URL of a host: write it as https://host:port");
    }

    /// A declared endpoint cannot be called; the message is for the user and quotes nothing.
    static final class BadEndpoint extends RuntimeException {

        private static final long serialVersionUID = 1;

        BadEndpoint(String message) {
            super(message, null, false, false);
        }
    }

    private Optional<Boolean> flag(String name) {
        return switch (trip.setting(name).toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        clients.values().forEach(SdkClient::close);
        http.close();
    }
}
