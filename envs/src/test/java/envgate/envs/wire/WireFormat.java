package envgate.envs.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes an answer in the AWS CLI's shape as its service would send it: each service's protocol, and
/// within it the names and nesting that the SDK's own description of the answer tells.
final class WireFormat {

    private static final Set<String> JSON = Set.of(
            "ssm",
            "secretsmanager",
            "kms",
            "sqs",
            "dynamodb",
            "organizations",
            "network-firewall",
            "route53resolver",
            "ecr",
            "events");
    private static final Set<String> REST_JSON = Set.of("lambda", "apigateway", "apigatewayv2");
    private static final Map<String, String> PACKAGES = Map.of(
            "elb",
            "elasticloadbalancing",
            "elbv2",
            "elasticloadbalancingv2",
            "network-firewall",
            "networkfirewall",
            "events",
            "eventbridge");
    private static final Map<String, String> S3_ROOTS = Map.of("ListBuckets", "ListAllMyBucketsResult");

    /// @param type of the content
    record Body(String type, String text) {}

    private WireFormat() {}

    static Body answer(String service, String operation, JsonNode answer) {
        List<SdkField<?>> fields = fields(service, operation);
        for (SdkField<?> it : fields) {
            if (it.containsTrait(PayloadTrait.class) && it.marshallingType().equals(MarshallingType.STRING)) {
                return new Body("text/plain", answer.path(it.memberName()).asString(""));
            }
        }
        if (JSON.contains(service) || REST_JSON.contains(service)) {
            return new Body("application/x-amz-json-1.1", json(fields, answer).toString());
        }
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        String root = S3_ROOTS.getOrDefault(operation, operation + "Response");
        boolean wrapped = !service.equals("ec2") && !service.equals("s3") && !service.equals("route53");
        xml.append('<').append(root).append('>');
        xml.append(wrapped ? "<" + operation + "Result>" : "");
        xml(xml, fields, answer, service);
        xml.append(wrapped ? "</" + operation + "Result>" : "");
        xml.append(service.equals("ec2") ? "<requestId>1</requestId>" : "");
        xml.append("</").append(root).append('>');
        return new Body("text/xml", xml.toString());
    }

    static Body error(String service, String code, String message) {
        if (JSON.contains(service) || REST_JSON.contains(service)) {
            return new Body(
                    "application/x-amz-json-1.1", "{\"__type\": \"" + code + "\", \"message\": \"" + message + "\"}");
        }
        String error = "<Error><Code>" + code + "</Code><Message>" + message + "</Message>";
        return new Body(
                "text/xml",
                switch (service) {
                    case "ec2" -> "<Response><Errors>" + error + "</Error></Errors><RequestID>1</RequestID></Response>";
                    case "s3" -> error + "<RequestId>1</RequestId></Error>";
                    default -> "<ErrorResponse>" + error + "</Error><RequestId>1</RequestId></ErrorResponse>";
                });
    }

    private static List<SdkField<?>> fields(String service, String operation) {
        String model = "software.amazon.awssdk.services." + PACKAGES.getOrDefault(service, service) + ".model.";
        try {
            Class<?> response = Class.forName(model + operation.replace("DB", "Db") + "Response");
            return ((SdkPojo) response.getMethod("builder").invoke(null)).sdkFields();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(service + ":" + operation + " is no operation of the SDK", e);
        }
    }

    private static ObjectNode json(List<SdkField<?>> fields, JsonNode object) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        for (SdkField<?> it : fields) {
            JsonNode value = object.get(it.memberName());
            if (value != null && it.location() == MarshallLocation.PAYLOAD) {
                written.set(it.locationName(), json(it, value));
            }
        }
        return written;
    }

    private static JsonNode json(SdkField<?> field, JsonNode value) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.SDK_POJO)) {
            return json(field.constructor().get().sdkFields(), value);
        }
        if (type.equals(MarshallingType.LIST)) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            value.forEach(it -> array.add(json(member, it)));
            return array;
        }
        if (type.equals(MarshallingType.MAP)) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            value.forEachEntry((key, it) -> map.set(key, json(member, it)));
            return map;
        }
        TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
        boolean seconds = format == null || format.format() == TimestampFormatTrait.Format.UNIX_TIMESTAMP;
        return type.equals(MarshallingType.INSTANT) && seconds
                ? JsonNodeFactory.instance.numberNode(seconds(value.stringValue()))
                : value;
    }

    private static java.math.BigDecimal seconds(String time) {
        Instant instant = Instant.parse(time);
        return java.math.BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    private static void xml(StringBuilder xml, List<SdkField<?>> fields, JsonNode object, String service) {
        for (SdkField<?> it : fields) {
            JsonNode value = object.get(it.memberName());
            if (value != null && it.location() == MarshallLocation.PAYLOAD) {
                xml(xml, it.unmarshallLocationName(), it, value, service);
            }
        }
    }

    private static void xml(StringBuilder xml, String name, SdkField<?> field, JsonNode value, String service) {
        MarshallingType<?> type = field.marshallingType();
        if (type.equals(MarshallingType.LIST)) {
            ListTrait list = field.getTrait(ListTrait.class);
            String member = list.memberLocationName() == null ? "member" : list.memberLocationName();
            if (!list.isFlattened()) {
                xml.append('<').append(name).append('>');
            }
            value.forEach(it -> xml(xml, list.isFlattened() ? name : member, list.memberFieldInfo(), it, service));
            if (!list.isFlattened()) {
                xml.append("</").append(name).append('>');
            }
        } else if (type.equals(MarshallingType.MAP)) {
            MapTrait map = field.getTrait(MapTrait.class);
            xml.append(map.isFlattened() ? "" : "<" + name + ">");
            value.forEachEntry((key, it) -> {
                xml.append(map.isFlattened() ? "<" + name + ">" : "<entry>");
                text(xml, map.keyLocationName(), key);
                xml(xml, map.valueLocationName(), map.valueFieldInfo(), it, service);
                xml.append(map.isFlattened() ? "</" + name + ">" : "</entry>");
            });
            xml.append(map.isFlattened() ? "" : "</" + name + ">");
        } else if (type.equals(MarshallingType.SDK_POJO)) {
            xml.append('<').append(name).append('>');
            xml(xml, field.constructor().get().sdkFields(), value, service);
            xml.append("</").append(name).append('>');
        } else {
            text(xml, name, document(value, service));
        }
    }

    /// A document where AWS has a text: IAM encodes its policies.
    private static String document(JsonNode value, String service) {
        if (!value.isContainer()) {
            return value.asString();
        }
        return service.equals("iam") ? URLEncoder.encode(value.toString(), StandardCharsets.UTF_8) : value.toString();
    }

    private static void text(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        xml.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        xml.append("</").append(name).append('>');
    }
}
