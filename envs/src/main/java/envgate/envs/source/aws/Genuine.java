package envgate.envs.source.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Takes only what AWS may have answered: the SDK reads an empty body and a proxy's HTML page as an answer
/// in which there is nothing, which would pass for an empty account.
final class Genuine implements ExecutionInterceptor {

    private static final Pattern ROOT =
            Pattern.compile("\\s*(?:<\\?.*?\\?>\\s*|<!--.*?-->\\s*)*<([A-Za-z][\\w.:-]*)", Pattern.DOTALL);
    private static final int BEGINNING = 4096;
    private static final int NO_CONTENT = 204;

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        if (!context.httpResponse().isSuccessful()) {
            return body;
        }
        byte[] bytes = bytes(body);
        String beginning =
                new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8).stripLeading();
        if (!isDryRun(context, bytes, attributes)
                && !isGenuine(beginning, attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))) {
            throw new NotAws(context.httpResponse().statusCode());
        }
        return Optional.of(new ByteArrayInputStream(bytes));
    }

    /// Lambda answers a dry run with nothing but its request's id.
    private static boolean isDryRun(Context.ModifyHttpResponse context, byte[] body, ExecutionAttributes attributes) {
        return body.length == 0
                && context.httpResponse().statusCode() == NO_CONTENT
                && "Invoke".equals(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME))
                && context.httpResponse()
                        .firstMatchingHeader("x-amzn-RequestId")
                        .isPresent();
    }

    /// JSON, or XML whose root is named after the call (`ListTopicsResponse`; S3 has roots of its own).
    static boolean isGenuine(String beginning, String operation) {
        if (beginning.startsWith("{")) {
            return true;
        }
        Matcher root = ROOT.matcher(beginning);
        return root.lookingAt()
                && (root.group(1).equals(operation + "Response")
                        || (root.group(1).endsWith("Result") && operation.startsWith("List")));
    }

    private static byte[] bytes(Optional<InputStream> body) {
        if (body.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = body.get()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What answered was not AWS.
    static final class NotAws extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int status;

        NotAws(int status) {
            super("no answer of AWS, status " + status, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
