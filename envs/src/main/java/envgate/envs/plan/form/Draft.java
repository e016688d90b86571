package envgate.envs.plan.form;

import envgate.envs.model.Area;
import envgate.envs.model.Origin;
import envgate.envs.plan.PlannedResource;
import envgate.envs.plan.PlannedResource.Fate;
import envgate.envs.source.capture.Operation;
import envgate.envs.source.capture.Overlay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One planned resource on its way into the answers.
///
/// @param properties as JSON; of what is dropped, those that it has
/// @param before the properties that it has; null when they are not known or there are none
record Draft(
        PlannedResource resource,
        ObjectNode properties,
        @Nullable ObjectNode before,
        Overlay overlay) {

    String id() {
        return resource.physicalId();
    }

    boolean isNew() {
        return resource.fate() == Fate.NEW || resource.fate() == Fate.REPLACED;
    }

    boolean isDropped() {
        return resource.fate() == Fate.DROPPED;
    }

    JsonNode get(String property) {
        return properties.path(property);
    }

    boolean has(String property) {
        return properties.has(property);
    }

    String text(String property) {
        return Shape.text(properties, property);
    }

    String text(String property, String otherwise) {
        String text = text(property);
        return text.isEmpty() ? otherwise : text;
    }

    boolean isTrue(String property) {
        return text(property).equalsIgnoreCase("true");
    }

    Origin origin() {
        return resource.mark().origin();
    }

    String arn(String service, String rest) {
        return "arn:" + overlay.partition() + ":" + service + ":" + overlay.region() + ":" + overlay.account() + ":"
                + rest;
    }

    /// The last part of the id: a name behind a path, a URL or an ARN.
    String name() {
        String id = id();
        int slash = id.lastIndexOf('/');
        int colon = id.startsWith("arn:") ? id.lastIndexOf(':') : -1;
        return id.substring(Math.max(slash, colon) + 1);
    }

    /// What it would be cannot be told.
    void unseen(Operation operation, Area area, String item, String reason) {
        overlay.unseen(operation, area, item, reason);
    }

    void note(String text) {
        overlay.note(text, origin());
    }

    /// The tags of the resource with those that CloudFormation adds, by key.
    ObjectNode tags() {
        ObjectNode tags = Shape.object();
        for (JsonNode it : Shape.items(properties, "Tags")) {
            if (it.has("Key")) {
                tags.set(Shape.text(it, "Key"), it.path("Value"));
            } else if (it.isObject()) {
                it.properties().forEach(one -> tags.set(one.getKey(), one.getValue()));
            }
        }
        if (!resource.stack().isEmpty()) {
            tags.put("aws:cloudformation:stack-name", resource.stack());
            tags.put("aws:cloudformation:logical-id", resource.logicalId());
        }
        return tags;
    }

    /// The same as a list.
    JsonNode tagList() {
        var list = Shape.array();
        tags().properties()
                .forEach(it -> list.add(Shape.object().put("Key", it.getKey()).set("Value", it.getValue())));
        return list;
    }
}
