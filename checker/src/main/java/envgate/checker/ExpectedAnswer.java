package envgate.checker;

import envgate.envs.document.Quote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a function has to return to a smoke request, and where it does not.
///
/// What was returned may hold secrets, so it is never shown: a difference says where it is, what was expected there,
/// and which kind of thing is there instead.
///
/// @param caller whose event the function gets
/// @param status 0 for any from 200 to 399
record ExpectedAnswer(Caller caller, int status, Optional<JsonNode> contains) {

    /// How long a path is told.
    private static final int LONGEST_PATH = 120;

    /// Who would have sent such an event.
    enum Caller {
        /// API Gateway with payload format 1.0, or a load balancer.
        FORMAT_1,
        /// API Gateway or a function URL with payload format 2.0.
        FORMAT_2,
        /// Anybody else.
        OTHER;

        /// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
        static Caller of(JsonNode event) {
            JsonNode context = event.path("requestContext");
            if (event.path("version").asString("").equals("2.0") && context.has("http")) {
                return FORMAT_2;
            }
            return event.has("httpMethod") && context.isObject() ? FORMAT_1 : OTHER;
        }
    }

    /// What is different, in words; nothing where all is as expected.
    List<String> differences(JsonNode returned) {
        if (returned.isMissingNode()) {
            return List.of("it returned no JSON");
        }
        if (caller == Caller.OTHER) {
            return in(returned);
        }
        // With format 2.0, what has no status is a body, and all is well.
        boolean bare = caller == Caller.FORMAT_2 && !returned.has("statusCode");
        Optional<Integer> found = bare ? Optional.of(200) : statusOf(returned);
        if (found.isEmpty()) {
            return List.of("API Gateway takes no such answer: `statusCode` is "
                    + (returned.has("statusCode") ? "no status" : "missing"));
        }
        List<String> differences = new ArrayList<>();
        int is = found.get();
        if (status == 0 ? is < 200 || is > 399 : is != status) {
            differences.add("its status is " + is + ", and " + (status == 0 ? "200 to 399" : status) + " was expected");
        }
        differences.addAll(in(bare ? returned : body(returned)));
        return differences;
    }

    private static Optional<Integer> statusOf(JsonNode returned) {
        String text = returned.path("statusCode").asString("");
        return text.matches("[1-5][0-9]{2}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /// The body as JSON where it is some, else as a text.
    private static JsonNode body(JsonNode returned) {
        JsonNode body = returned.path("body");
        if (!body.isString()) {
            return body;
        }
        String text = body.stringValue();
        try {
            if (returned.path("isBase64Encoded").asBoolean(false)) {
                text = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            }
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException | IllegalArgumentException _) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }

    private List<String> in(JsonNode answer) {
        List<String> differences = new ArrayList<>();
        contains.ifPresent(it -> compare(it, answer, "", differences));
        return differences;
    }

    private static void compare(JsonNode expected, JsonNode is, String path, List<String> differences) {
        if (expected.isObject() && is.isObject()) {
            expected.forEachEntry((key, value) -> compare(
                    value, is.path(key), path + "/" + key.replace("~", "~0").replace("/", "~1"), differences));
        } else if (expected.isArray() && is.isArray() && expected.size() == is.size()) {
            for (int i = 0; i < is.size(); i++) {
                compare(expected.get(i), is.get(i), path + "/" + i, differences);
            }
        } else if (expected.isContainer() || !isSame(expected, is)) {
            boolean told = expected.isContainer() || expected.isNull();
            differences.add(at(path, told ? kind(expected) : Quote.of(expected.asString()), is));
        }
    }

    private static boolean isSame(JsonNode expected, JsonNode is) {
        return expected.isNumber()
                ? is.isNumber() && expected.decimalValue().compareTo(is.decimalValue()) == 0
                : expected.equals(is);
    }

    private static String at(String path, String expected, JsonNode is) {
        String where = path.isEmpty() ? "" : "at `" + path.substring(0, Math.min(LONGEST_PATH, path.length())) + "` ";
        return where + expected + " was expected, and there is " + kind(is);
    }

    /// Which kind of thing something is, and nothing of what it holds.
    private static String kind(JsonNode is) {
        return switch (is.getNodeType()) {
            case MISSING -> "nothing";
            case NULL -> "`null`";
            case STRING, BINARY -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case ARRAY -> "a list of " + is.size();
            case OBJECT, POJO -> "an object";
        };
    }
}
