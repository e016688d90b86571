package envgate.envs.source.capture;

import envgate.envs.model.Arn;
import java.util.Optional;
import java.util.regex.Pattern;

/// Decides on ARNs: they are addresses and no secrets, but what looks random in one must be AWS's own.
final class ArnMasking {

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern RESOURCE = Pattern.compile("[\\w:/.*?+=,@${}!~-]+");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}");

    private final Masking masking;

    ArnMasking(Masking masking) {
        this.masking = masking;
    }

    /// The ARN, with `***` for a resource that may be secret; `***` when it is none.
    String mask(String text) {
        String bare = masking.holes().without(text);
        Optional<Arn> arn = AwsForms.arn(text).or(() -> AwsForms.arn(bare));
        if (arn.isEmpty() || SecretForms.isCredential(text)) {
            return Masking.HIDDEN;
        }
        String resource = arn.get().resource();
        if (isPlain(arn.get().service(), masking.holes().without(resource))) {
            return text;
        }
        return text.endsWith(resource)
                ? text.substring(0, text.length() - resource.length()) + Masking.HIDDEN
                : Masking.HIDDEN;
    }

    private boolean isPlain(String service, String resource) {
        if (!RESOURCE.matcher(resource).matches()) {
            return false;
        }
        int nested = resource.indexOf("arn:");
        if (nested > 0) {
            String inner = resource.substring(nested);
            int end = inner.indexOf('/');
            return isReadable(resource.substring(0, nested))
                    && mask(end < 0 ? inner : inner.substring(0, end)).equals(end < 0 ? inner : inner.substring(0, end))
                    && (end < 0 || isReadable(inner.substring(end)));
        }
        return isReadable(withoutIds(service, resource));
    }

    private boolean isReadable(String resource) {
        for (String part : resource.split("[/:]", -1)) {
            if (!part.isEmpty()
                    && !masking.isPlainName(part)
                    && !NUMBER.matcher(part).matches()) {
                return false;
            }
        }
        return true;
    }

    /// The resource without the random parts that its service gives:
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html.
    private static String withoutIds(String service, String resource) {
        return switch (service) {
            case "kms" -> resource.replaceFirst("^key/(?:mrk-[0-9a-f]{32}|" + UUID + ")$", "key");
            case "secretsmanager" -> resource.replaceFirst("-[A-Za-z0-9]{6}$", "");
            case "cloudformation", "sns", "lambda", "acm" -> resource.replaceFirst("[:/]" + UUID + "$", "");
            case "execute-api", "apigateway" ->
                resource.replaceFirst("^(?:/restapis/|/apis/)?[a-z0-9]{10}(?=/|$)", "api");
            case "elasticloadbalancing" -> resource.replaceAll("/[0-9a-f]{16}(?=/|$)", "");
            case "cognito-idp", "cognito-identity" -> resource.replaceFirst("_[A-Za-z0-9]{9}$", "");
            case "dynamodb" -> resource.replaceFirst("/stream/[0-9T:.-]+$", "");
            default -> resource;
        };
    }
}
