package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Describes the authorizers of REST and HTTP APIs.
///
/// See
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html.
final class Authorizers {

    private static final String KEY = "x-amazon-apigateway-authorizer";

    private Authorizers() {}

    static Branch signed(Mark mark) {
        return Branch.of(
                mark,
                "type",
                "apiKey",
                "name",
                "Authorization",
                "in",
                "header",
                "x-amazon-apigateway-authtype",
                "awsSigv4");
    }

    /// An authorizer of a REST API.
    static Branch of(Tree written, String partition) {
        if (!(written instanceof Branch authorizer)) {
            throw new SamMistake(written, "an authorizer has properties, and this has none", "");
        }
        Branch identity = authorizer.branch("Identity");
        Tree pool = authorizer.given("UserPoolArn");
        boolean request = pool == null && "REQUEST".equals(authorizer.text("FunctionPayloadType"));
        Branch how = pool == null
                ? function(authorizer, identity, request, partition)
                : Branch.of(
                        pool.mark(),
                        "type",
                        "cognito_user_pools",
                        "providerARNs",
                        pool instanceof Row ? pool.copy() : Row.of(pool.mark(), pool.copy()));
        if (!request) {
            how.put("identityValidationExpression", identity.given("ValidationExpression"));
        }
        Tree header = identity.given("Header");
        Tree plain = Tree.of("Authorization", authorizer.mark());
        return Branch.of(
                authorizer.mark(),
                "type",
                "apiKey",
                "name",
                request ? Tree.of("Unused", authorizer.mark()) : header == null ? plain : header,
                "in",
                "header",
                "x-amazon-apigateway-authtype",
                pool == null ? "custom" : "cognito_user_pools",
                KEY,
                how);
    }

    private static Branch function(Branch authorizer, Branch identity, boolean request, String partition) {
        String sources = String.join(
                ", ",
                sources(
                        identity,
                        Map.of(
                                "Headers",
                                "method.request.header.",
                                "QueryStrings",
                                "method.request.querystring.",
                                "StageVariables",
                                "stageVariables.",
                                "Context",
                                "context.")));
        if (request && sources.isEmpty() && !"0".equals(identity.text("ReauthorizeEvery"))) {
            throw new SamMistake(
                    authorizer,
                    "an authorizer of the type " + Quote.of("REQUEST") + " needs `Identity` with what it looks at",
                    "");
        }
        return Branch.of(
                authorizer.mark(),
                "type",
                request ? "request" : "token",
                "authorizerUri",
                uri(authorizer, partition),
                "authorizerResultTtlInSeconds",
                identity.get("ReauthorizeEvery"),
                "authorizerCredentials",
                role(authorizer),
                "identitySource",
                request && !sources.isEmpty() ? sources : null);
    }

    private static Branch uri(Branch authorizer, String partition) {
        Tree function = authorizer.get("FunctionArn");
        return Intrinsic.sub(
                "arn:" + partition
                        + ":apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${__FunctionArn__}/invocations",
                Branch.of(authorizer.mark(), "__FunctionArn__", function == null ? null : function.copy()));
    }

    private static @Nullable Tree role(Branch authorizer) {
        Tree role = authorizer.given("FunctionInvokeRole");
        return role == null || "NONE".equals(Tree.text(role)) ? null : role.copy();
    }

    private static List<String> sources(Branch identity, Map<String, String> prefixes) {
        List<String> sources = new ArrayList<>();
        for (String kind : List.of("Headers", "QueryStrings", "StageVariables", "Context")) {
            for (Tree it : identity.items(kind)) {
                sources.add(prefixes.get(kind) + Tree.text(it));
            }
        }
        return sources;
    }

    /// An authorizer of an HTTP API.
    static Branch http(Tree written, String partition) {
        if (!(written instanceof Branch authorizer)) {
            throw new SamMistake(written, "an authorizer has properties, and this has none", "");
        }
        Mark mark = authorizer.mark();
        if (authorizer.given("JwtConfiguration") instanceof Branch jwt) {
            Branch lower = new Branch(mark);
            jwt.members().forEach((name, it) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), it.copy()));
            Branch how = Branch.of(
                    mark, "jwtConfiguration", lower, "identitySource", authorizer.get("IdentitySource"), "type", "jwt");
            return Branch.of(mark, "type", "oauth2", KEY, how);
        }
        if (authorizer.given("FunctionArn") == null || authorizer.given("AuthorizerPayloadFormatVersion") == null) {
            throw new SamMistake(
                    written,
                    "an authorizer has either `JwtConfiguration`, or `FunctionArn` and `AuthorizerPayloadFormatVersion`",
                    "");
        }
        Branch how = Branch.of(
                mark,
                "type",
                "request",
                "authorizerUri",
                uri(authorizer, partition),
                "authorizerCredentials",
                role(authorizer));
        if (authorizer.given("Identity") instanceof Branch identity) {
            how.put("authorizerResultTtlInSeconds", identity.get("ReauthorizeEvery"));
            how.put(
                    "identitySource",
                    sources(
                            identity,
                            Map.of(
                                    "Headers",
                                    "$request.header.",
                                    "QueryStrings",
                                    "$request.querystring.",
                                    "StageVariables",
                                    "$stageVariables.",
                                    "Context",
                                    "$context.")));
        }
        how.put("authorizerPayloadFormatVersion", authorizer.get("AuthorizerPayloadFormatVersion"));
        how.put("enableSimpleResponses", authorizer.given("EnableSimpleResponses"));
        return Branch.of(mark, "type", "apiKey", "name", "Unused", "in", "header", KEY, how);
    }
}
