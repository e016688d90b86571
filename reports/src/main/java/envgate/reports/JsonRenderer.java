package envgate.reports;

import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.rules.finding.Card;
import envgate.rules.finding.CheckReport;
import envgate.rules.finding.CheckReport.EnvironmentSummary;
import envgate.rules.finding.Finding;
import envgate.rules.finding.Place;
import envgate.rules.finding.Trail;
import envgate.rules.finding.Unjudged;
import java.util.Collection;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The JSON report: stable from its first day, described by `reports/schema/envgate-report-1.schema.json`.
public final class JsonRenderer implements Renderer {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public void render(CheckReport report, Options options, StringBuilder out) {
        out.append(MAPPER.writeValueAsString(tree(report)).replace("\r\n", "\n"))
                .append('\n');
    }

    /// The report as a tree, members in the order of the schema.
    static ObjectNode tree(CheckReport report) {
        ObjectNode root = object();
        root.put("schemaVersion", 1);
        root.putObject("tool")
                .put("name", report.tool().name())
                .put("version", report.tool().version());
        root.put("application", report.application());
        CheckReport.Edge edge = report.promotion();
        if (edge == null) {
            root.putNull("promotion");
        } else {
            ObjectNode promotion =
                    root.putObject("promotion").put("from", edge.from()).put("to", edge.to());
            optional(promotion, "plan", edge.plan());
        }
        root.put("verdict", report.verdict().id());
        root.put("verdictReason", report.verdictReason());
        root.putObject("coverage")
                .put("judged", report.coverage().judged())
                .put("unjudged", report.coverage().unjudged())
                .put("assumed", report.coverage().assumed())
                .put("share", Math.floor(report.coverage().share() * 10000) / 10000);
        ArrayNode environments = root.putArray("environments");
        report.environments().forEach(it -> environments.add(environment(it)));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(it -> findings.add(finding(it.finding(), it.known())));
        ArrayNode unjudged = root.putArray("unjudged");
        report.unjudged().forEach(it -> unjudged.add(unjudged(it)));
        ArrayNode waived = root.putArray("waived");
        report.waived().forEach(it -> {
            ObjectNode node = finding(it.finding(), false);
            ObjectNode waiver =
                    node.putObject("waiver").put("reason", it.reason()).put("owner", it.owner());
            if (it.until() == null) {
                waiver.putNull("until");
            } else {
                waiver.put("until", it.until().toString());
            }
            waived.add(node);
        });
        ArrayNode assumptions = root.putArray("assumptions");
        report.assumptions()
                .forEach(it -> assumptions
                        .addObject()
                        .put("name", it.assumption().id())
                        .put("means", it.assumption().words())
                        .put("verdicts", it.verdicts())
                        .put("removedBy", it.assumption().removedBy()));
        ArrayNode rules = root.putArray("rules");
        report.rules().forEach(it -> rules.add(rule(it)));
        strings(root.putArray("stale"), report.stale());
        return root;
    }

    private static ObjectNode environment(EnvironmentSummary it) {
        ObjectNode node = object();
        node.put("name", it.name());
        node.put("account", String.join(",", it.provenance().accounts()));
        strings(node.putArray("regions"), it.provenance().regions());
        node.put("source", Wording.kind(it.provenance().kind()));
        node.put("readFrom", it.provenance().source());
        optional(node, "caller", it.provenance().caller());
        if (it.provenance().takenAt() == null) {
            node.putNull("takenAt");
        } else {
            node.put("takenAt", it.provenance().takenAt().toString());
        }
        if (it.declared() instanceof Origin.FileLine) {
            location(node, it.declared());
        }
        strings(node.putArray("functions"), it.functions());
        ArrayNode gaps = node.putArray("gaps");
        for (Gap gap : it.gaps()) {
            ObjectNode one = gaps.addObject();
            one.put("area", gap.area().name());
            optional(one, "account", gap.account());
            optional(one, "region", gap.region());
            optional(one, "service", gap.service());
            one.put("operation", gap.operation());
            optional(one, "resource", gap.resource());
            one.put("permission", gap.permission());
            one.put("reason", gap.reason());
        }
        ArrayNode notes = node.putArray("notes");
        for (Note note : it.notes()) {
            ObjectNode one = notes.addObject().put("text", note.text());
            location(one, note.origin());
        }
        return node;
    }

    private static ObjectNode finding(Finding it, boolean known) {
        ObjectNode node = object();
        node.put("rule", it.rule());
        node.put("code", it.code());
        node.put("severity", it.severity().id());
        node.put("title", it.title());
        node.put("message", it.message());
        node.put("fingerprint", it.fingerprint());
        place(node, it.place());
        ArrayNode trail = node.putArray("trail");
        for (Trail.Step step : it.trail().steps()) {
            ObjectNode one = trail.addObject().put("text", step.text());
            optional(one, "component", step.component());
            optional(one, "environment", step.environment());
            location(one, step.source());
        }
        node.put("fix", it.fix());
        ArrayNode assumptions = node.putArray("assumptions");
        it.trail().assumptions().forEach(one -> assumptions.add(one.id()));
        node.put("state", known ? "known" : "new");
        return node;
    }

    private static ObjectNode unjudged(Unjudged it) {
        ObjectNode node = object();
        node.put("rule", it.rule());
        node.put("code", it.code());
        place(node, it.place());
        node.put("reason", it.reason());
        optional(node, "permission", it.permission());
        if (it.crashed()) {
            node.put("crashed", true);
        }
        return node;
    }

    private static void place(ObjectNode node, Place place) {
        node.put("environment", place.environment());
        optional(node, "other", place.other());
        optional(node, "function", place.function());
        optional(node, "resource", place.resource());
        optional(node, "key", place.key());
        if (!place.parts().isEmpty()) {
            place.parts().forEach(node.putArray("parts")::add);
        }
        location(node, place.origin());
    }

    private static void location(ObjectNode node, Origin origin) {
        switch (origin) {
            case Origin.FileLine(String file, int line) ->
                node.putObject("location").put("file", file).put("line", line);
            case Origin.ApiCall(String service, String operation, String resource) -> {
                ObjectNode source = node.putObject("source");
                source.put("service", service).put("operation", operation);
                optional(source, "resource", resource);
            }
            case Origin.Unknown() -> {}
        }
    }

    private static ObjectNode rule(CheckReport.RuleSummary it) {
        Card card = it.card();
        ObjectNode node = object();
        node.put("id", card.id());
        node.put("code", card.code());
        node.put("severity", card.severity().id());
        node.put("topic", card.topic());
        node.put("scope", card.scope());
        node.put("title", card.title());
        node.put("why", card.why());
        node.put("fix", card.fix());
        strings(node.putArray("needs"), card.needs().stream().map(Enum::name).toList());
        strings(node.putArray("sources"), card.sources());
        node.put("judged", it.judged());
        node.put("unjudged", it.unjudged());
        node.put("findings", it.findings());
        return node;
    }

    private static void optional(ObjectNode node, String member, String text) {
        if (!text.isEmpty()) {
            node.put(member, text);
        }
    }

    private static void strings(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
