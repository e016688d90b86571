package envgate.envs.plan.sam;

import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes a state machine with its role, version, alias, and what its events need.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html.
final class StateMachineResource {

    private final Written written;
    private final Bench bench;
    private final List<Made> made = new ArrayList<>();
    private int substitutions;

    StateMachineResource(Written written, Bench bench) {
        this.written = written;
        this.bench = bench;
    }

    void make() {
        Branch properties = written.properties();
        Made machine = written.becomes("AWS::StepFunctions::StateMachine")
                .copy(properties, "DefinitionSubstitutions")
                .put("StateMachineName", written.get("Name"))
                .put("StateMachineType", written.get("Type"))
                .put("LoggingConfiguration", written.get("Logging"))
                .put("TracingConfiguration", written.get("Tracing"))
                .put("Tags", tags());
        define(machine);
        made.add(machine);
        Tree role = written.given("Role");
        if (role == null) {
            Made own = role();
            machine.put("RoleArn", own.arn());
            made.add(own);
        } else if (written.given("Policies") != null) {
            throw written.wrong("Policies", "a state machine has either `Role` or `Policies`", "");
        } else {
            machine.put("RoleArn", role.copy());
        }
        Made alias = alias(machine);
        Made target = alias != null && properties.isTrue("UseAliasAsEventTarget") ? alias : machine;
        if (properties.get("Events") instanceof Branch events) {
            for (String it : events.members().keySet()) {
                if (events.get(it) instanceof Branch body) {
                    made.addAll(event(new Event(it, written.id() + it, body, written, target)));
                }
            }
        }
        Tags.propagate(made, properties.get("Tags"), properties.isTrue("PropagateTags"));
        bench.replace(written.id(), made, Map.of());
    }

    private Row tags() {
        return Tags.marked(written.properties(), "stateMachine:createdBy", written.get("Tags"));
    }

    private void define(Made machine) {
        Tree location = written.given("DefinitionUri");
        if (written.given("Definition") instanceof Branch definition) {
            Branch text = definition.copy();
            Branch found = new Branch(definition.mark());
            substitute(text, found);
            if (!found.isEmpty()) {
                machine.properties().grow("DefinitionSubstitutions").putAll(found);
            }
            List<String> lines = List.of(Digest.lines(text).split("\n", -1));
            machine.put("DefinitionString", Branch.of(definition.mark(), "Fn::Join", List.of("\n", lines)));
        } else if (location != null) {
            machine.put("DefinitionS3Location", Locations.description(location));
        } else {
            throw new SamMistake(
                    written.mark(),
                    "the state machine " + Quote.of(written.id()) + " has neither `Definition` nor `DefinitionUri`",
                    "");
        }
    }

    /// Names what is not known before the deploy, because a definition is one text.
    private void substitute(Tree tree, Branch found) {
        if (tree instanceof Branch map) {
            for (String it : new TreeMap<>(map.members()).keySet()) {
                map.put(it, substituted(map.members().get(it), found));
            }
        } else if (tree instanceof Row row) {
            row.items().replaceAll(it -> {
                Tree other = substituted(it, found);
                return other == null ? it : other;
            });
        }
    }

    private @Nullable Tree substituted(@Nullable Tree value, Branch found) {
        if (value == null) {
            return null;
        }
        String text = Tree.text(value);
        boolean dynamic = text != null && text.matches("\\{\\{resolve:([a-z-]+):(.+)}}");
        if (Intrinsic.is(value) || dynamic) {
            String name = "definition_substitution_" + ++substitutions;
            found.put(name, value);
            return Tree.of("${" + name + "}", value.mark());
        }
        substitute(value, found);
        return value;
    }

    private Made role() {
        Row policies = new Row(written.mark()).addAll(written.properties().items("Policies"));
        if (written.get("Tracing") instanceof Branch tracing && tracing.isTrue("Enabled")) {
            policies.add(bench.roles().tracing());
        }
        Branch trust = Grants.trust("states.amazonaws.com", written.mark());
        return bench.roles().role(written, trust, List.of(), List.of(), policies, tags());
    }

    private @Nullable Made alias(Made machine) {
        String name = Tree.text(written.given("AutoPublishAlias"));
        Tree preference = written.given("DeploymentPreference");
        if (name == null) {
            if (preference != null) {
                throw written.wrong("DeploymentPreference", "`DeploymentPreference` needs `AutoPublishAlias`", "");
            }
            return null;
        }
        Made version = written.beside(written.id() + "Version", "AWS::StepFunctions::StateMachineVersion")
                .put("StateMachineArn", machine.ref())
                .put("StateMachineRevisionId", machine.attribute("StateMachineRevisionId"));
        for (String it : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
            if (version.attributes().get(it) == null) {
                version.attributes().put(it, "Retain");
            }
        }
        Branch deployment =
                preference instanceof Branch own ? own.copy() : Branch.of(written.mark(), "Type", "ALL_AT_ONCE");
        Made alias = written.beside(written.id() + "Alias" + name, "AWS::StepFunctions::StateMachineAlias")
                .put("Name", name)
                .put("DeploymentPreference", deployment.put("StateMachineVersionArn", version.ref()));
        made.add(version);
        made.add(alias);
        return alias;
    }

    private List<Made> event(Event event) {
        Tree boundary = written.get("PermissionsBoundary");
        String type = String.valueOf(event.body().text("Type"));
        return switch (type) {
            case "Schedule" -> new RuleEvents(event, boundary).schedule();
            case "CloudWatchEvent", "EventBridgeRule" -> new RuleEvents(event, boundary).pattern();
            case "ScheduleV2" -> SchedulerEvents.of(event);
            case "Api" -> route(event, boundary);
            default ->
                throw new SamMistake(
                        event.body(),
                        "the event " + Quote.of(event.name()) + " is of no type that starts a state machine",
                        Quote.nearest(
                                type, List.of("Api", "CloudWatchEvent", "EventBridgeRule", "Schedule", "ScheduleV2")));
        };
    }

    private List<Made> route(Event event, @Nullable Tree boundary) {
        Branch api = ApiEvents.api(event, "RestApiId", bench);
        if (api == null) {
            return List.of();
        }
        Made role = Starting.role(event, "apigateway.amazonaws.com", boundary);
        if (api.isTrue(ImplicitApis.MANAGED) && api.get("DefinitionBody") instanceof Branch doc) {
            String path = event.requiredText("Path");
            String method = event.requiredText("Method").toLowerCase(Locale.ROOT);
            RestBody body = new RestBody(doc, bench);
            if (body.body().hasIntegration(path, method)) {
                throw event.wrong(
                        "Path",
                        "the method " + Quote.of(method) + " of the path " + Quote.of(path) + " is there twice");
            }
            String condition = event.target().condition();
            body.body().integrate(path, method, condition, _ -> integration(event, role, condition), responses(event));
            if (event.properties().given("Auth") instanceof Branch auth) {
                body.authorize(event, api, auth, path, method, "");
            }
        }
        return List.of(role);
    }

    private static Branch responses(Event event) {
        return Branch.of(
                event.mark(),
                "200",
                Branch.of(event.mark(), "description", "OK"),
                "400",
                Branch.of(event.mark(), "description", "Bad Request"));
    }

    private static Branch integration(Event event, Made role, @Nullable String condition) {
        Branch uri = Intrinsic.sub(
                "arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution", event.mark());
        String input = "\"$util.escapeJavaScript($input.json('$'))\"";
        if (event.properties().isTrue("UnescapeMappingTemplate")) {
            input = "\"$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\",\"'\")\"";
        }
        String template = "{\"input\": " + input + ", \"stateMachineArn\": \"${"
                + event.target().id() + "}\"}";
        return Branch.of(
                event.mark(),
                "type",
                "aws",
                "httpMethod",
                "POST",
                "uri",
                condition == null ? uri : Intrinsic.where(condition, uri),
                "responses",
                Branch.of(
                        event.mark(),
                        "200",
                        Branch.of(event.mark(), "statusCode", "200"),
                        "400",
                        Branch.of(event.mark(), "statusCode", "400")),
                "credentials",
                role.arn(),
                "requestTemplates",
                Branch.of(event.mark(), "application/json", Intrinsic.sub(template, event.mark())));
    }
}
