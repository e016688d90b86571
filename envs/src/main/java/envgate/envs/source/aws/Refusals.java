package envgate.envs.source.aws;

import envgate.envs.source.aws.Genuine.NotAws;
import envgate.envs.source.capture.Answer.Refusal;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/// What went wrong with a call, as a code: AWS's own, or one of our words.
///
/// No message leaves this room: AWS's may quote what was asked, and a proxy's may hold anything.
final class Refusals {

    /// What answered was not AWS: a proxy's page, an empty body, garbage.
    static final String NO_AWS_ANSWER = "no-aws-answer";
    /// No connection, or one that broke or fell silent.
    static final String CONNECTION_BROKEN = "connection-broken";
    /// The host has no address: no such service in this region, or no name service.
    static final String UNKNOWN_HOST = "unknown-host";
    /// The run's time was up.
    static final String DEADLINE_PASSED = "deadline-passed";
    /// The keys that the run began with could not be renewed.
    static final String NO_CREDENTIALS = "no-credentials";

    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{1,99}");

    private Refusals() {}

    static Refusal of(RuntimeException thrown, Deadline deadline) {
        Optional<NotAws> notAws = find(thrown, NotAws.class);
        if (notAws.isPresent()) {
            return new Refusal(NO_AWS_ANSWER, notAws.get().status());
        }
        if (thrown instanceof AwsServiceException it) {
            return new Refusal(code(it).orElse(NO_AWS_ANSWER), it.statusCode());
        }
        if (deadline.passed()) {
            return new Refusal(DEADLINE_PASSED, 0);
        }
        if (find(thrown, UnknownHostException.class).isPresent()) {
            return new Refusal(UNKNOWN_HOST, 0);
        }
        // The SDK's JSON parser has an IOException of its own, for what is no JSON.
        boolean broken = find(thrown, IOException.class)
                        .filter(it -> it.getClass().getName().startsWith("java"))
                        .isPresent()
                || thrown instanceof ApiCallTimeoutException
                || thrown instanceof ApiCallAttemptTimeoutException
                || thrown instanceof AbortedException;
        if (broken) {
            return new Refusal(CONNECTION_BROKEN, 0);
        }
        boolean keys = thrown instanceof SdkClientException
                && thrown.getMessage() != null
                && thrown.getMessage().contains("credentials");
        return new Refusal(keys ? NO_CREDENTIALS : NO_AWS_ANSWER, 0);
    }

    /// Whether a file was missing, such as the one that a sign-in leaves: that is no broken connection.
    static boolean isOfFile(RuntimeException thrown) {
        return find(thrown, FileSystemException.class).isPresent();
    }

    /// AWS's code, when it looks like one.
    private static Optional<String> code(AwsServiceException thrown) {
        return Optional.ofNullable(thrown.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(it -> CODE.matcher(it).matches());
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> kind) {
        Throwable it = thrown;
        for (int depth = 0; it != null && depth < 16; depth++) {
            if (kind.isInstance(it)) {
                return Optional.of(kind.cast(it));
            }
            it = it.getCause();
        }
        return Optional.empty();
    }
}
