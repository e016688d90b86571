package envgate.envs.source.capture;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Outlook.Removal;
import envgate.envs.model.Selection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `capture.json`: what a capture of ours says about itself.
///
/// @param files what was written, with the calls that each file answers
record Manifest(
        String environment,
        List<String> accounts,
        List<String> regions,
        String caller,
        @Nullable Instant takenAt,
        Selection selection,
        List<Written> files,
        List<Gap> gaps,
        List<Note> notes,
        @Nullable Planned planned) {

    static final String NAME = "capture.json";

    /// The member by which the file is known; its value is the version of the format.
    static final String KEY = "envgateCapture";

    private static final int FORMAT = 1;

    /// A file and one kind of call that it answers.
    ///
    /// @param request of the one call, where the file holds nothing but its answer; else empty
    record Written(
            String file,
            String account,
            String region,
            String service,
            String operation,
            int count,
            ObjectNode request) {

        String key() {
            return service + ":" + operation;
        }
    }

    static boolean isOne(JsonNode value) {
        return value.has(KEY);
    }

    static JsonNode write(Recording recording, List<Written> files) {
        ObjectNode root = CaptureJson.object().put(KEY, FORMAT).put("envgate", version());
        root.put("environment", recording.environment()).put("caller", recording.caller());
        root.set("accounts", CaptureJson.texts(recording.accounts()));
        root.set("regions", CaptureJson.texts(recording.regions()));
        Instant takenAt = recording.takenAt();
        if (takenAt != null) {
            root.put("takenAt", takenAt.toString());
        }
        ObjectNode selection = CaptureJson.object();
        selection.set("stacks", CaptureJson.texts(recording.selection().stacks()));
        selection.set("functions", CaptureJson.texts(recording.selection().functions()));
        ObjectNode tags = CaptureJson.object();
        recording.selection().tags().forEach(tags::put);
        root.set("selection", selection.set("tags", tags));
        ArrayNode calls = CaptureJson.array();
        for (Written it : files) {
            ObjectNode call = CaptureJson.object().put("file", it.file()).put("count", it.count());
            call.put("account", it.account()).put("region", it.region());
            call.put("service", it.service()).put("operation", it.operation());
            calls.add(it.request().isEmpty() ? call : call.set("request", it.request()));
        }
        root.set("calls", calls);
        root.set("gaps", gaps(recording.gaps()));
        root.set("notes", notes(recording.notes()));
        Planned planned = recording.planned();
        if (planned != null) {
            root.set("planned", planned(planned));
        }
        return root;
    }

    private static ObjectNode planned(Planned planned) {
        ObjectNode origins = CaptureJson.object();
        planned.origins()
                .forEach((id, at) -> origins.set(
                        id, CaptureJson.object().put("file", at.file()).put("line", at.line())));
        ObjectNode node = CaptureJson.object();
        node.set("plans", CaptureJson.texts(planned.plans()));
        Instant madeAt = planned.madeAt();
        if (madeAt != null) {
            node.put("madeAt", madeAt.toString());
        }
        ArrayNode removals = CaptureJson.array();
        planned.removals().forEach(it -> removals.add(removal(it)));
        ArrayNode outputs = CaptureJson.array();
        planned.outputs().forEach(it -> outputs.add(output(it)));
        if (!outputs.isEmpty()) {
            node.set("outputs", outputs);
        }
        return node.set("removals", removals).set("origins", origins);
    }

    private static ObjectNode output(Planned.Told it) {
        ObjectNode node = CaptureJson.object()
                .put("name", it.name())
                .put("file", it.origin().file())
                .put("line", it.origin().line());
        return it.text() == null ? node : node.put("value", it.text());
    }

    private static Planned.Told output(JsonNode node) {
        return new Planned.Told(
                member(node, "name"),
                node.has("value") ? member(node, "value") : null,
                new Origin.FileLine(member(node, "file"), node.path("line").asInt(0)));
    }

    private static ObjectNode removal(Removal it) {
        ObjectNode node = CaptureJson.object()
                .put("stack", it.stack())
                .put("logicalId", it.logicalId())
                .put("type", it.type())
                .put("physicalId", it.physicalId())
                .put("replaced", it.replaced())
                .put("kept", it.kept());
        return it.origin() instanceof Origin.FileLine(String file, int line)
                ? node.put("file", file).put("line", line)
                : node;
    }

    private static Removal removal(JsonNode node) {
        return new Removal(
                member(node, "stack"),
                member(node, "logicalId"),
                member(node, "type"),
                member(node, "physicalId"),
                node.path("replaced").asBoolean(false),
                node.path("kept").asBoolean(false),
                node.has("file")
                        ? new Origin.FileLine(
                                member(node, "file"), node.path("line").asInt(0))
                        : new Origin.Unknown());
    }

    private static @Nullable Planned planned(JsonNode root) {
        if (!root.has("planned")) {
            return null;
        }
        JsonNode planned = object(root, "planned");
        TreeMap<String, Origin.FileLine> origins = new TreeMap<>();
        object(planned, "origins")
                .properties()
                .forEach(it -> origins.put(
                        it.getKey(),
                        new Origin.FileLine(
                                member(it.getValue(), "file"),
                                it.getValue().path("line").asInt(0))));
        return new Planned(
                texts(planned, "plans"),
                origins,
                time(planned, "madeAt"),
                list(planned, "removals").stream().map(Manifest::removal).toList(),
                planned.has("outputs")
                        ? list(planned, "outputs").stream()
                                .map(Manifest::output)
                                .toList()
                        : List.of());
    }

    private static String version() {
        return Optional.ofNullable(Manifest.class.getPackage().getImplementationVersion())
                .orElse("unreleased");
    }

    private static ArrayNode gaps(List<Gap> gaps) {
        ArrayNode array = CaptureJson.array();
        gaps.stream()
                .sorted()
                .forEach(it -> array.add(CaptureJson.object()
                        .put("area", it.area().name())
                        .put("account", it.account())
                        .put("region", it.region())
                        .put("service", it.service())
                        .put("operation", it.operation())
                        .put("resource", it.resource())
                        .put("permission", it.permission())
                        .put("reason", it.reason())));
        return array;
    }

    private static ArrayNode notes(List<Note> notes) {
        ArrayNode array = CaptureJson.array();
        for (Note it : notes) {
            ObjectNode note = CaptureJson.object().put("text", it.text());
            switch (it.origin()) {
                case Origin.FileLine(String file, int line) ->
                    note.put("file", file).put("line", line);
                case Origin.ApiCall(String service, String operation, String resource) ->
                    note.put("service", service).put("operation", operation).put("resource", resource);
                case Origin.Unknown() -> {}
            }
            array.add(note);
        }
        return array;
    }

    /// @throws BadInput when a later envgate wrote it
    /// @throws IllegalArgumentException when it is none; the message says why
    static Manifest read(JsonNode root, String file) {
        JsonNode format = root.path(KEY);
        if (!format.isInt() || format.intValue() < 1) {
            throw new IllegalArgumentException("`" + KEY + "` is no version");
        }
        if (format.intValue() > FORMAT) {
            throw new BadInput(new Mistake(
                    file,
                    0,
                    0,
                    "a later envgate wrote this capture, in format " + format.intValue(),
                    "this envgate reads up to format " + FORMAT + ", take the later one or capture again"));
        }
        JsonNode selection = object(root, "selection");
        TreeMap<String, String> tags = new TreeMap<>();
        object(selection, "tags").properties().forEach(it -> tags.put(it.getKey(), text(it.getValue(), "tags")));
        return new Manifest(
                text(root.path("environment"), "environment"),
                texts(root, "accounts"),
                texts(root, "regions"),
                text(root.path("caller"), "caller"),
                time(root, "takenAt"),
                new Selection(texts(selection, "stacks"), tags, texts(selection, "functions")),
                list(root, "calls").stream().map(Manifest::written).toList(),
                list(root, "gaps").stream().map(Manifest::gap).toList(),
                list(root, "notes").stream().map(Manifest::note).toList(),
                planned(root));
    }

    private static @Nullable Instant time(JsonNode node, String member) {
        JsonNode time = node.path(member);
        if (time.isMissingNode()) {
            return null;
        }
        try {
            return Instant.parse(text(time, member));
        } catch (DateTimeException _) {
            throw new IllegalArgumentException("`" + member + "` is no time");
        }
    }

    private static Written written(JsonNode node) {
        return new Written(
                member(node, "file"),
                member(node, "account"),
                member(node, "region"),
                member(node, "service"),
                member(node, "operation"),
                node.path("count").asInt(1),
                node.path("request") instanceof ObjectNode request ? request : CaptureJson.object());
    }

    private static Gap gap(JsonNode node) {
        String area = member(node, "area");
        for (Area it : Area.values()) {
            if (it.name().equals(area)) {
                return new Gap(
                        it,
                        member(node, "account"),
                        member(node, "region"),
                        member(node, "service"),
                        member(node, "operation"),
                        member(node, "resource"),
                        member(node, "permission"),
                        member(node, "reason"));
            }
        }
        throw new IllegalArgumentException("a gap has no known `area`");
    }

    private static Note note(JsonNode node) {
        Origin origin = new Origin.Unknown();
        if (node.has("file")) {
            origin = new Origin.FileLine(member(node, "file"), node.path("line").asInt(0));
        } else if (node.has("operation")) {
            origin = new Origin.ApiCall(member(node, "service"), member(node, "operation"), member(node, "resource"));
        }
        return new Note(member(node, "text"), origin);
    }

    private static String member(JsonNode node, String member) {
        return text(node.path(member), member);
    }

    private static String text(JsonNode node, String member) {
        if (!node.isString()) {
            throw new IllegalArgumentException("`" + member + "` is no text");
        }
        return node.stringValue();
    }

    private static JsonNode object(JsonNode node, String member) {
        if (!node.path(member).isObject()) {
            throw new IllegalArgumentException("`" + member + "` is no object");
        }
        return node.path(member);
    }

    private static List<JsonNode> list(JsonNode node, String member) {
        if (!node.path(member).isArray()) {
            throw new IllegalArgumentException("`" + member + "` is no list");
        }
        return node.path(member).valueStream().toList();
    }

    private static List<String> texts(JsonNode node, String member) {
        List<String> texts = new ArrayList<>();
        list(node, member).forEach(it -> texts.add(text(it, member)));
        return texts;
    }
}
