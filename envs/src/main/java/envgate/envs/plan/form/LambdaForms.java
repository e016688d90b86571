package envgate.envs.plan.form;

import envgate.envs.source.capture.Operation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Functions, who may call them, and what they poll.
///
/// See https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html.
final class LambdaForms {

    private LambdaForms() {}

    static void function(Draft draft) {
        String name = draft.id();
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.LAMBDA_LIST_FUNCTIONS, name);
            draft.overlay().forget(Operation.LAMBDA_GET_FUNCTION, name);
            draft.overlay().forget(Operation.LAMBDA_GET_POLICY, name);
            draft.overlay().forget(Operation.LAMBDA_LIST_ALIASES, name);
            return;
        }
        Optional<ObjectNode> live = draft.overlay().item(Operation.LAMBDA_LIST_FUNCTIONS, name);
        ObjectNode configuration = configuration(draft, live);
        draft.overlay().put(Operation.LAMBDA_LIST_FUNCTIONS, configuration);
        boolean unread =
                live.isPresent() && !draft.isNew() && draft.overlay().isUnseen(Operation.LAMBDA_GET_FUNCTION, name);
        if (!unread) {
            ObjectNode details = details(draft, configuration);
            draft.overlay().forget(Operation.LAMBDA_GET_FUNCTION, name);
            draft.overlay().add(Operation.LAMBDA_GET_FUNCTION, request(name), details);
        }
        if (draft.isNew()) {
            draft.overlay().forget(Operation.LAMBDA_GET_POLICY, name);
            draft.overlay().absent(Operation.LAMBDA_GET_POLICY, request(name), "ResourceNotFoundException");
            draft.overlay().forget(Operation.LAMBDA_LIST_ALIASES, name);
        }
    }

    private static ObjectNode aliases(ArrayNode list) {
        ObjectNode body = Shape.object();
        body.set("Aliases", list);
        return body;
    }

    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html; aliases
    /// of a function that were not read stay unread, those of one whose aliases nothing named were none that count.
    static void alias(Draft draft) {
        String target = draft.text("FunctionName");
        if (target.isEmpty() || Shape.unknown(draft.get("FunctionName")).isPresent()) {
            draft.note("an alias is of a function that is not known: "
                    + Shape.unknown(draft.get("FunctionName")).orElse(""));
            return;
        }
        String function = functionName(target);
        String name = draft.text("Name");
        Optional<ObjectNode> answer = draft.overlay().answer(Operation.LAMBDA_LIST_ALIASES, function);
        if (answer.isEmpty() && draft.overlay().isRefused(Operation.LAMBDA_LIST_ALIASES, function)) {
            return; // what is unseen stays so
        }
        ArrayNode list = Shape.array();
        answer.ifPresent(it -> Shape.items(it, "Aliases").stream()
                .filter(one -> !Shape.text(one, "Name").equals(name))
                .forEach(list::add));
        if (!draft.isDropped()) {
            ObjectNode to = Shape.object().put("AliasArn", draft.arn("lambda", "function:" + function + ":" + name));
            Shape.copy(draft.properties(), to, "Name", "FunctionVersion");
            ObjectNode weights = Shape.object();
            for (JsonNode it : Shape.items(draft.get("RoutingConfig"), "AdditionalVersionWeights")) {
                weights.set(Shape.text(it, "FunctionVersion"), it.path("FunctionWeight"));
            }
            if (!weights.isEmpty()) {
                to.set("RoutingConfig", Shape.object().set("AdditionalVersionWeights", weights));
            }
            list.add(to);
        }
        draft.overlay().forget(Operation.LAMBDA_LIST_ALIASES, function);
        draft.overlay().add(Operation.LAMBDA_LIST_ALIASES, request(function), aliases(list));
    }

    private static ObjectNode request(String name) {
        return Shape.object().put("FunctionName", name);
    }

    private static ObjectNode configuration(Draft draft, Optional<ObjectNode> live) {
        JsonNode code = draft.get("Code");
        boolean image = draft.text("PackageType").equals("Image") || code.has("ImageUri");
        ObjectNode to = Shape.object()
                .put("FunctionName", draft.id())
                .put("FunctionArn", draft.arn("lambda", "function:" + draft.id()))
                .put("Version", "$LATEST")
                .put("PackageType", image ? "Image" : "Zip");
        Shape.copy(draft.properties(), to, "Runtime", "Handler", "Role", "MemorySize", "Timeout", "Architectures");
        Shape.copy(draft.properties(), "KmsKeyArn", to, "KMSKeyArn");
        to.set("Layers", Shape.each(draft.get("Layers"), "Arn"));
        JsonNode environment = draft.get("Environment");
        if (environment.has("Variables")) {
            to.set("Environment", Shape.copy(environment, Shape.object(), "Variables"));
        } else if (environment.isString()) {
            to.set("Environment", environment);
        }
        if (!draft.get("VpcConfig").isMissingNode()) {
            to.set("VpcConfig", draft.get("VpcConfig"));
        }
        JsonNode group = draft.get("LoggingConfig").path("LogGroup");
        if (Shape.unknown(draft.get("LoggingConfig")).isPresent()) {
            to.set("LoggingConfig", Shape.object().put("LogGroup", "")); // one that is not known
        } else if (group.isString()) {
            to.set("LoggingConfig", Shape.object().set("LogGroup", group));
        }
        live.ifPresent(it -> Shape.copy(it, to, "State", "StateReasonCode", "LastUpdateStatus"));
        if (draft.properties().equals(draft.before())) {
            live.ifPresent(it -> Shape.copy(it, to, "LastModified")); // nobody touches it
        }
        String hash = Shape.text(code, "Hash");
        if (hash.matches("[A-Za-z0-9+/]{43}=")) {
            to.put("CodeSha256", hash); // Terraform's source_code_hash is made as Lambda makes its own
        } else if (sameCode(draft)) {
            live.ifPresent(it -> Shape.copy(it, to, "CodeSha256"));
        }
        return to;
    }

    /// Whether the plan leaves the code as it is, so that what is known of it stays.
    private static boolean sameCode(Draft draft) {
        ObjectNode before = draft.before();
        return before != null
                && before.path("Code").equals(draft.get("Code"))
                && Shape.unknown(draft.get("Code")).isEmpty();
    }

    private static ObjectNode details(Draft draft, ObjectNode configuration) {
        ObjectNode body = Shape.object();
        ObjectNode inner = configuration.deepCopy();
        body.set("Configuration", inner);
        ObjectNode before = draft.overlay()
                .answer(Operation.LAMBDA_GET_FUNCTION, draft.id())
                .orElse(Shape.object());
        ObjectNode code = Shape.object();
        Shape.copy(draft.get("Code"), code, "ImageUri");
        boolean sameImage = code.has("ImageUri")
                && code.get("ImageUri").equals(before.path("Code").path("ImageUri"));
        if (sameImage) {
            Shape.copy(before.path("Code"), code, "ResolvedImageUri");
        }
        body.set("Code", code);
        if (draft.isNew()) {
            inner.put("State", "Active").put("LastUpdateStatus", "Successful");
        } else {
            Shape.copy(before.path("Configuration"), inner, "State", "StateReasonCode", "LastUpdateStatus");
        }
        if (draft.has("ReservedConcurrentExecutions")) {
            body.set(
                    "Concurrency",
                    Shape.object().set("ReservedConcurrentExecutions", draft.get("ReservedConcurrentExecutions")));
        }
        body.set("Tags", draft.tags());
        return body;
    }

    /// https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html says which condition each
    /// member makes.
    static void permission(Draft draft) {
        String target = draft.text("FunctionName");
        String reason = Shape.unknown(draft.get("FunctionName")).orElse("");
        if (target.isEmpty() || !reason.isEmpty()) {
            draft.note("a permission is for a function that is not known: " + reason);
            return;
        }
        String qualifier = qualifier(target);
        String name = functionName(target);
        if (!qualifier.isEmpty()) {
            return; // policies of aliases and versions are not held
        }
        Optional<ObjectNode> answer = draft.overlay().answer(Operation.LAMBDA_GET_POLICY, name);
        if (answer.isEmpty() && draft.overlay().isUnseen(Operation.LAMBDA_GET_POLICY, name)) {
            return; // what is unseen stays so
        }
        ObjectNode policy = answer.map(it -> Shape.document(it.path("Policy")))
                .orElse(Shape.object().put("Version", "2012-10-17").put("Id", "default"));
        ArrayNode statements = Shape.array();
        for (JsonNode it : Shape.items(policy, "Statement")) {
            if (!Shape.text(it, "Sid").equals(draft.id())) {
                statements.add(it);
            }
        }
        if (!draft.isDropped()) {
            statements.add(statement(draft, name));
        }
        draft.overlay().forget(Operation.LAMBDA_GET_POLICY, name);
        if (statements.isEmpty()) {
            draft.overlay().absent(Operation.LAMBDA_GET_POLICY, request(name), "ResourceNotFoundException");
        } else {
            policy.set("Statement", statements);
            draft.overlay()
                    .add(
                            Operation.LAMBDA_GET_POLICY,
                            request(name),
                            Shape.object().set("Policy", Shape.asText(policy)));
        }
    }

    private static ObjectNode statement(Draft draft, String function) {
        ObjectNode to = Shape.object().put("Sid", draft.id()).put("Effect", "Allow");
        String principal = draft.text("Principal");
        if (principal.matches("[0-9]{12}")) {
            String root = "arn:" + draft.overlay().partition() + ":iam::" + principal + ":root";
            to.set("Principal", Shape.object().put("AWS", root));
        } else if (principal.equals("*")) {
            to.put("Principal", "*");
        } else {
            String kind = principal.startsWith("arn:") ? "AWS" : "Service";
            to.set("Principal", Shape.object().set(kind, draft.get("Principal")));
        }
        Shape.copy(draft.properties(), to, "Action");
        to.put("Resource", draft.arn("lambda", "function:" + function));
        ObjectNode conditions = Shape.object();
        condition(draft, "SourceArn", conditions, "ArnLike", "AWS:SourceArn");
        condition(draft, "SourceAccount", conditions, "StringEquals", "AWS:SourceAccount");
        condition(draft, "PrincipalOrgID", conditions, "StringEquals", "aws:PrincipalOrgID");
        condition(draft, "FunctionUrlAuthType", conditions, "StringEquals", "lambda:FunctionUrlAuthType");
        condition(draft, "EventSourceToken", conditions, "StringEquals", "lambda:EventSourceToken");
        condition(draft, "InvokedViaFunctionUrl", conditions, "Bool", "lambda:InvokedViaFunctionUrl");
        if (!conditions.isEmpty()) {
            to.set("Condition", conditions);
        }
        return to;
    }

    private static void condition(Draft draft, String property, ObjectNode conditions, String operator, String key) {
        if (draft.has(property)) {
            ObjectNode keys = conditions.path(operator) instanceof ObjectNode known ? known : Shape.object();
            keys.set(key, draft.get(property));
            conditions.set(operator, keys);
        }
    }

    /// `orders` of a name, of `account:function:orders`, of an ARN; what is behind it is left out.
    static String functionName(String target) {
        int at = target.indexOf("function:");
        String name = at < 0 ? target : target.substring(at + "function:".length());
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static String qualifier(String target) {
        int at = target.indexOf("function:");
        String name = at < 0 ? target : target.substring(at + "function:".length());
        int colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(colon + 1);
    }

    static void mapping(Draft draft) {
        if (draft.isDropped()) {
            draft.overlay().remove(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS, draft.id());
            return;
        }
        ObjectNode to = Shape.object().put("UUID", draft.id());
        String function = draft.text("FunctionName");
        boolean bare = !function.startsWith("arn:") && Shape.isKnown(function);
        to.set(
                "FunctionArn",
                bare
                        ? Shape.node(draft.arn("lambda", "function:" + function.replaceFirst("^.*function:", "")))
                        : draft.get("FunctionName"));
        Shape.copy(draft.properties(), to, "EventSourceArn", "BatchSize");
        to.put("State", draft.text("Enabled", "true").equalsIgnoreCase("false") ? "Disabled" : "Enabled");
        draft.overlay().put(Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS, to);
    }
}
