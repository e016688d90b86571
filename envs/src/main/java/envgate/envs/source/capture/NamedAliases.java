package envgate.envs.source.capture;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Functions of which something names an alias: a stack that made one, or a trigger that calls through one.
///
/// Only they are asked for their aliases, and only of them are aliases missed in a capture. Asking all functions
/// would cost a call each at 15 a second, and tell of aliases that nothing seen makes use of.
public final class NamedAliases {

    /// The calls that tell it.
    public static final List<Operation> TELLERS = List.of(
            Operation.CLOUDFORMATION_LIST_STACK_RESOURCES,
            Operation.LAMBDA_LIST_EVENT_SOURCE_MAPPINGS,
            Operation.APIGATEWAY_GET_RESOURCES,
            Operation.APIGATEWAYV2_GET_INTEGRATIONS);

    /// A version is a number, and `$LATEST` is none; a stage variable of an API stands for an alias.
    private static final Pattern QUALIFIED = Pattern.compile(
            "(arn:[a-z-]+:lambda:[^:]*:[^:]*:function:[^:/]+):(?![0-9]+(?:/|$))(?!\\$LATEST(?:/|$))[^:/]+.*");

    private NamedAliases() {}

    /// ARNs of functions.
    ///
    /// @param answers to an operation
    public static Set<String> functions(Function<Operation, Stream<Answer>> answers) {
        Set<String> functions = new TreeSet<>();
        for (Operation teller : TELLERS) {
            answers.apply(teller).forEach(answer -> {
                if (answer.outcome() instanceof Answer.Response(JsonNode body)) {
                    named(teller, body).forEach(it -> add(it, functions));
                }
            });
        }
        return functions;
    }

    private static Stream<String> named(Operation teller, JsonNode body) {
        return switch (teller) {
            case CLOUDFORMATION_LIST_STACK_RESOURCES ->
                body.path("StackResourceSummaries")
                        .valueStream()
                        .filter(it -> text(it, "ResourceType").equals("AWS::Lambda::Alias"))
                        .map(it -> text(it, "PhysicalResourceId"));
            case LAMBDA_LIST_EVENT_SOURCE_MAPPINGS ->
                body.path("EventSourceMappings").valueStream().map(it -> text(it, "FunctionArn"));
            case APIGATEWAY_GET_RESOURCES ->
                body.path("items")
                        .valueStream()
                        .flatMap(it -> it.path("resourceMethods").valueStream())
                        .map(it -> text(it.path("methodIntegration"), "uri"));
            default -> body.path("Items").valueStream().map(it -> text(it, "IntegrationUri"));
        };
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    private static void add(String text, Set<String> functions) {
        int at = text.lastIndexOf("arn:");
        Matcher it = QUALIFIED.matcher(at < 0 ? "" : text.substring(at));
        if (it.matches()) {
            functions.add(it.group(1));
        }
    }
}
