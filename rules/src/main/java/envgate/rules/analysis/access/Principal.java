package envgate.rules.analysis.access;

import envgate.envs.model.Arn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Who makes a request of which somebody tells us, by its ARN or name.
///
/// See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html.
final class Principal implements Caller {

    private static final Pattern SERVICE = Pattern.compile("[a-z0-9][a-z0-9.-]*\\.(?:amazonaws\\.com(?:\\.cn)?|aws)");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Set<String> WEB_IDENTITIES =
            Set.of("accounts.google.com", "graph.facebook.com", "www.amazon.com", "cognito-identity.amazonaws.com");

    /// What it is, with the value of `aws:PrincipalType`.
    enum Kind {
        USER("User"),
        ROLE("AssumedRole"),
        SESSION("AssumedRole"),
        FEDERATED_USER("FederatedUser"),
        ROOT("Account"),
        /// A service that calls under its own name.
        SERVICE(""),
        /// Someone whom an identity provider vouches for, before a role is assumed.
        FEDERATED(""),
        ANONYMOUS("Anonymous"),
        /// Nobody in particular, where only policies of identities are asked about.
        NOBODY("");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /// Whether it acts for an account, by policies of its identity.
        boolean isOfAccount() {
            return this == USER || this == ROLE || this == SESSION || this == FEDERATED_USER || this == ROOT;
        }
    }

    private final Kind kind;
    private final String text;
    private final String account;
    private final boolean bounded;
    private final String roleName;
    private final String itself;
    private final String anyRole;
    private final String root;
    private final String accountId;

    /// @param itself the `Principal` that names it directly; empty where none can
    /// @param roleName of the role that it is, or is a session of; empty where it is none
    /// @param bounded whether it has a permissions boundary
    private Principal(
            Kind kind, String text, String partition, String account, String itself, String roleName, boolean bounded) {
        this.kind = kind;
        this.text = text;
        this.account = account;
        this.itself = itself;
        this.roleName = roleName;
        this.bounded = bounded;
        this.anyRole = "AWS:arn:" + partition + ":iam::" + account + ":role/";
        this.root = "AWS:arn:" + partition + ":iam::" + account + ":root";
        this.accountId = "AWS:" + account;
    }

    /// Nothing where the text names none.
    ///
    /// @param text ARN of a role, user, session or account, name of a service, or `*`; empty for nobody
    static Optional<Principal> parse(String text, boolean bounded) {
        if (text.isEmpty()) {
            return Optional.of(new Principal(Kind.NOBODY, text, "aws", "", "", "", bounded));
        }
        if (text.equals("*")) {
            return Optional.of(new Principal(Kind.ANONYMOUS, text, "aws", "", "", "", false));
        }
        if (ACCOUNT.matcher(text).matches()) {
            return parse("arn:aws:iam::" + text + ":root", bounded);
        }
        if (WEB_IDENTITIES.contains(text)) {
            return Optional.of(new Principal(Kind.FEDERATED, text, "aws", "", "Federated:" + text, "", false));
        }
        if (SERVICE.matcher(text).matches()) {
            return Optional.of(new Principal(Kind.SERVICE, text, "aws", "", "Service:" + text, "", false));
        }
        return Arn.parse(text)
                .filter(it -> ACCOUNT.matcher(it.account()).matches())
                .flatMap(it -> kind(it).map(kind -> {
                    String type = kind == Kind.FEDERATED ? "Federated:" : "AWS:";
                    String itself = kind == Kind.ROLE || kind == Kind.ROOT ? "" : type + text;
                    return new Principal(kind, text, it.partition(), it.account(), itself, role(kind, it), bounded);
                }));
    }

    private static Optional<Kind> kind(Arn arn) {
        String resource = arn.resource();
        String type = resource.contains("/") ? resource.substring(0, resource.indexOf('/')) : resource;
        boolean named = resource.length() > type.length() + 1;
        return Optional.ofNullable(
                switch (arn.service() + " " + type) {
                    case "iam root" -> Kind.ROOT;
                    case "iam user" -> named ? Kind.USER : null;
                    case "iam role" -> named ? Kind.ROLE : null;
                    case "iam oidc-provider", "iam saml-provider" -> named ? Kind.FEDERATED : null;
                    case "sts assumed-role" -> resource.split("/", -1).length == 3 ? Kind.SESSION : null;
                    case "sts federated-user" -> named ? Kind.FEDERATED_USER : null;
                    default -> null;
                });
    }

    private static String role(Kind kind, Arn arn) {
        return switch (kind) {
            case ROLE -> arn.name();
            case SESSION -> arn.resource().split("/", -1)[1];
            default -> "";
        };
    }

    Kind kind() {
        return kind;
    }

    /// Empty where it has none.
    String account() {
        return account;
    }

    /// Whether only its service can use it; service control and resource control policies do not limit it.
    boolean isServiceLinked() {
        return (kind == Kind.ROLE && text.contains(":role/aws-service-role/"))
                || (kind == Kind.SESSION && roleName.startsWith("AWSServiceRoleFor"));
    }

    /// The condition keys that follow from who it is; a role's path cannot be seen from its session.
    Map<String, List<String>> context() {
        Map<String, List<String>> known = new LinkedHashMap<>();
        if (kind.isOfAccount()) {
            known.put("aws:PrincipalAccount", List.of(account));
            known.put("kms:CallerAccount", List.of(account));
            known.put(
                    "aws:PrincipalArn",
                    List.of(kind == Kind.SESSION ? anyRole.substring("AWS:".length()) + roleName : text));
        }
        if (kind == Kind.ANONYMOUS) {
            // "Anonymous requests return anonymous."
            known.put("aws:PrincipalAccount", List.of("anonymous"));
        }
        if (kind.isOfAccount() || kind == Kind.SERVICE) {
            known.put("aws:PrincipalIsAWSService", List.of(kind == Kind.SERVICE ? "true" : "false"));
        }
        if (!kind.type.isEmpty()) {
            known.put("aws:PrincipalType", List.of(kind.type));
        }
        if (kind == Kind.USER) {
            known.put("aws:username", List.of(text.substring(text.lastIndexOf('/') + 1)));
        }
        if (kind == Kind.SERVICE) {
            known.put("aws:PrincipalServiceName", List.of(text));
        }
        return known;
    }

    @Override
    public String words() {
        return text;
    }

    @Override
    public boolean isNamed(String pattern, Name by) {
        return switch (by) {
            case SESSION -> !itself.isEmpty() && pattern.equals(itself);
            case ROLE -> !roleName.isEmpty() && isRole(pattern);
            case ANYONE -> pattern.equals("*") || pattern.equals("AWS:*");
            case ACCOUNT -> kind.isOfAccount() && (pattern.equals(root) || pattern.equals(accountId));
        };
    }

    /// A role's name is its own within an account, whatever its path.
    private boolean isRole(String pattern) {
        return pattern.startsWith(anyRole)
                && (kind == Kind.ROLE
                        ? pattern.endsWith(text) && pattern.length() == text.length() + "AWS:".length()
                        : pattern.endsWith(roleName)
                                && pattern.charAt(pattern.length() - roleName.length() - 1) == '/');
    }

    @Override
    public boolean isOfAccount() {
        return kind.isOfAccount();
    }

    @Override
    public boolean hasOneName() {
        return true;
    }

    /// "When you use NotPrincipal with Deny, you must also specify the account ARN of the not-denied
    /// principal", and for a session the role and the session besides; whoever has a permissions boundary
    /// is always denied.
    @Override
    public Holds isDeniedByNotPrincipal(boolean byAccount, boolean byRole, boolean bySession, String where) {
        boolean spared = switch (kind) {
            case ROOT -> byAccount;
            case USER, FEDERATED_USER -> byAccount && bySession;
            case ROLE -> byAccount && byRole;
            case SESSION -> byAccount && byRole && bySession;
            case SERVICE, FEDERATED -> bySession;
            case ANONYMOUS, NOBODY -> false;
        };
        return Holds.of(!spared || bounded);
    }
}
