package envgate.envs.plan.sam;

import envgate.envs.document.Mistakes;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.sam.Tree.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Makes what lets one resource use another: policies of roles, queues and topics, and rights to call
/// functions.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html.
final class Connectors {

    private static final Branch PROFILES = Shipped.tree("connectors.json");

    private static final Map<String, String> TYPES = Map.of(
            "AWS::Serverless::Function", "AWS::Lambda::Function",
            "AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine",
            "AWS::Serverless::Api", "AWS::ApiGateway::RestApi",
            "AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Api",
            "AWS::Serverless::SimpleTable", "AWS::DynamoDB::Table");

    private final Written written;
    private final Bench bench;

    Connectors(Written written, Bench bench) {
        this.written = written;
        this.bench = bench;
    }

    /// Writes connectors that stand in their source out as resources of their own.
    static void unfold(Branch template, Mistakes mistakes) {
        Branch resources = template.branch("Resources");
        Map<String, Branch> made = new LinkedHashMap<>();
        resources.members().forEach((id, it) -> {
            if (it instanceof Branch source && source.remove("Connectors") instanceof Branch connectors) {
                connectors.members().forEach((name, one) -> {
                    if (one instanceof Branch connector && connector.get("Properties") instanceof Branch) {
                        made.put(id + name, unfolded(id, connector));
                    } else {
                        mistakes.add(one.mark(), "the connector " + Quote.of(name) + " has no `Properties`", "");
                    }
                });
            }
        });
        made.forEach((id, it) -> {
            if (resources.has(id)) {
                mistakes.add(it.mark(), "a connector makes " + Quote.of(id) + ", which is there already", "");
            } else {
                resources.put(id, it);
            }
        });
    }

    private static Branch unfolded(String source, Branch connector) {
        Branch copy = connector.copy().put("Type", "AWS::Serverless::Connector");
        Branch properties = copy.branch("Properties");
        Branch from = Branch.of(connector.mark(), "Id", source);
        if (properties.remove("SourceReference") instanceof Branch more) {
            from.putAll(more);
        }
        properties.put("Source", from);
        return copy;
    }

    void make() {
        if (!(written.get("Source") instanceof Branch source) || written.get("Destination") == null) {
            throw new SamMistake(
                    written.mark(),
                    "the connector " + Quote.of(written.id()) + " needs `Source` and `Destination`",
                    "");
        }
        boolean several = written.get("Destination") instanceof Row;
        List<Made> made = new ArrayList<>();
        List<Tree> destinations = written.properties().items("Destination");
        for (int i = 0; i < destinations.size(); i++) {
            if (!(destinations.get(i) instanceof Branch destination)) {
                throw new SamMistake(destinations.get(i), "this is no destination", "write `Id`");
            }
            End from = end(source, destination);
            End to = end(destination, source);
            List<Made> some = new Connection(written, from, to, several ? "Destination" + i : "").make();
            some.forEach(it -> describe(it, from, to));
            made.addAll(some);
        }
        bench.replace(written.id(), made, Map.of());
        waits(made.stream().map(Made::id).toList());
    }

    /// Says in a resource's metadata what it connects.
    private void describe(Made made, End from, End to) {
        Branch ends = Branch.of(
                written.mark(),
                "Source",
                Branch.of(written.mark(), "Type", type(from)),
                "Destination",
                Branch.of(written.mark(), "Type", type(to)));
        made.attributes().grow("Metadata").put("aws:sam:connectors", Branch.of(written.mark(), written.id(), ends));
    }

    private String type(End end) {
        String original = bench.written().branch(String.valueOf(end.id())).text("Type");
        return original == null ? end.type() : original;
    }

    /// What waited for the connector waits for what was made of it.
    private void waits(List<String> made) {
        for (Tree it : bench.resources().members().values()) {
            if (it instanceof Branch resource) {
                List<Tree> before = resource.items("DependsOn");
                if (before.stream().anyMatch(one -> written.id().equals(Tree.text(one)))) {
                    Row after = new Row(resource.mark());
                    before.stream()
                            .filter(one -> !written.id().equals(Tree.text(one)))
                            .forEach(after::add);
                    made.forEach(one -> after.addNew(Tree.of(one, resource.mark())));
                    resource.put("DependsOn", after);
                }
            }
        }
    }

    /// One end of a connection.
    ///
    /// @param values what profiles name: `Arn`, `Name`, `ResourceId`, `Qualifier`
    private record End(
            @Nullable String id,
            String type,
            @Nullable Tree role,
            @Nullable Tree queueUrl,
            Map<String, Tree> values) {}

    private End end(Branch named, Branch other) {
        String id = named.text("Id");
        if (id == null) {
            String type = String.valueOf(named.text("Type"));
            Map<String, Tree> values = new LinkedHashMap<>();
            for (String it : List.of("Arn", "Name", "ResourceId", "Qualifier")) {
                Tree value = named.get(it);
                if (value != null) {
                    values.put(it, value);
                }
            }
            return new End(null, TYPES.getOrDefault(type, type), named.get("RoleName"), named.get("QueueUrl"), values);
        }
        if (!(bench.resources().get(id) instanceof Branch resource)) {
            throw new SamMistake(named, "there is no resource " + Quote.of(id), "");
        }
        String type = String.valueOf(resource.text("Type"));
        Branch profile = (Branch) Profiles.filled(
                PROFILES.branch("CfnResourceProperties").branch(type),
                Map.of("logicalId", Tree.of(id, named.mark())),
                named);
        Branch outputs = profile.branch("Outputs");
        Map<String, Tree> values = new LinkedHashMap<>();
        Map.of("Arn", "Arn", "Name", "Name", "ResourceId", "Id", "Qualifier", "Qualifier")
                .forEach((name, output) -> {
                    Tree value = outputs.get(output);
                    if (value != null) {
                        values.put(name, value);
                    }
                });
        Tree qualifier = named.get("Qualifier");
        if (qualifier != null) {
            values.put("Qualifier", qualifier);
        }
        return new End(
                id, type, role(profile.branch("Inputs").get("Role"), resource, other), outputs.get("Url"), values);
    }

    private static @Nullable Tree role(@Nullable Tree input, Branch resource, Branch other) {
        Branch properties = resource.branch("Properties");
        String name = Tree.text(input);
        Tree role = name == null ? null : properties.get(name);
        if (input instanceof Branch) {
            for (Tree it : properties.items("Targets")) {
                Tree arn = it instanceof Branch target ? target.get("Arn") : null;
                String id = Intrinsic.resource(arn);
                boolean met =
                        (id != null && id.equals(other.text("Id"))) || (arn != null && arn.equals(other.get("Arn")));
                role = role == null && met ? ((Branch) it).get("RoleArn") : role;
            }
        }
        String id = Intrinsic.resource(role);
        return role == null || id == null ? null : Intrinsic.ref(id, role.mark());
    }

    /// One source and one destination.
    private final class Connection {

        private final Written connector;
        private final End from;
        private final End to;
        private final String suffix;
        private final Branch profile;

        Connection(Written connector, End from, End to, String suffix) {
            this.connector = connector;
            this.from = from;
            this.to = to;
            this.suffix = suffix;
            this.profile = PROFILES.branch("Permissions").branch(from.type()).branch(to.type());
        }

        List<Made> make() {
            if (profile.isEmpty()) {
                throw new SamMistake(
                        connector.mark(),
                        "SAM connects no " + Quote.of(from.type()) + " with a " + Quote.of(to.type()),
                        "");
            }
            Map<String, Tree> values = new LinkedHashMap<>();
            from.values().forEach((name, it) -> values.put("Source." + name, it));
            to.values().forEach((name, it) -> values.put("Destination." + name, it));
            Branch properties = (Branch) Profiles.filled(profile.branch("Properties"), values, connector.properties());
            Set<String> wanted = new TreeSet<>();
            connector.properties().items("Permissions").forEach(it -> wanted.add(String.valueOf(Tree.text(it))));
            Branch categories = properties.branch("AccessCategories");
            if (wanted.isEmpty() || !categories.members().keySet().containsAll(wanted)) {
                throw connector.wrong(
                        "Permissions",
                        "`Permissions` of such a connector are of "
                                + Quote.of(List.copyOf(categories.members().keySet())),
                        "");
            }
            List<Tree> together = properties.items("ValidAccessCategories");
            if (!together.isEmpty()
                    && together.stream().noneMatch(it -> texts(it).equals(wanted))) {
                throw connector.wrong("Permissions", "these `Permissions` do not go together", "");
            }
            boolean source = properties.isTrue("SourcePolicy");
            return switch (String.valueOf(profile.text("Type"))) {
                case "AWS_IAM_ROLE_MANAGED_POLICY" -> List.of(role(source ? from : to, properties, categories, wanted));
                case "AWS_SQS_QUEUE_POLICY" ->
                    List.of(made("QueuePolicy", "AWS::SQS::QueuePolicy")
                            .put("PolicyDocument", document(categories, wanted))
                            .put("Queues", List.of(needed((source ? from : to).queueUrl(), "queue URL"))));
                case "AWS_SNS_TOPIC_POLICY" ->
                    List.of(made("TopicPolicy", "AWS::SNS::TopicPolicy")
                            .put("PolicyDocument", document(categories, wanted))
                            .put(
                                    "Topics",
                                    List.of(needed((source ? from : to).values().get("Arn"), "topic"))));
                default -> permissions(source ? from : to, categories, wanted);
            };
        }

        private static Set<String> texts(Tree row) {
            TreeSet<String> texts = new TreeSet<>();
            Tree.items(row).forEach(it -> texts.add(String.valueOf(Tree.text(it))));
            return texts;
        }

        private Made made(String kind, String type) {
            Made made = new Made(connector.id() + kind + suffix, type, connector.mark(), connector.attributes());
            return made.dependsOn(connector.body().get("DependsOn"));
        }

        private Tree needed(@Nullable Tree value, String what) {
            if (value == null) {
                throw new SamMistake(
                        connector.mark(), "the connector " + Quote.of(connector.id()) + " finds no " + what, "");
            }
            return value;
        }

        private Made role(End of, Branch properties, Branch categories, Set<String> wanted) {
            Made policy = made("Policy", "AWS::IAM::ManagedPolicy")
                    .put("PolicyDocument", document(categories, wanted))
                    .put("Roles", List.of(needed(of.role(), "role")));
            String waiting = String.valueOf(properties.text("DependedBy"));
            if (waiting.equals("SOURCE") && from.id() != null) {
                wait(from.id(), policy.id());
            } else if (waiting.equals("DESTINATION_EVENT_SOURCE_MAPPING")) {
                List<String> mappings = mappings();
                if (mappings.size() == 1) {
                    wait(mappings.getFirst(), policy.id());
                }
            }
            return policy;
        }

        private void wait(String id, String forId) {
            if (bench.resources().get(id) instanceof Branch resource) {
                Row row = new Row(resource.mark()).addAll(resource.items("DependsOn"));
                row.addNew(Tree.of(forId, resource.mark()));
                resource.put("DependsOn", row);
            }
        }

        private List<String> mappings() {
            List<String> found = new ArrayList<>();
            bench.resources().members().forEach((id, it) -> {
                if (it instanceof Branch one && "AWS::Lambda::EventSourceMapping".equals(one.text("Type"))) {
                    Branch properties = one.branch("Properties");
                    String function = Intrinsic.resource(properties.get("FunctionName"));
                    String source = Intrinsic.resource(properties.get("EventSourceArn"));
                    if (function != null && function.equals(to.id()) && source != null && source.equals(from.id())) {
                        found.add(id);
                    }
                }
            });
            return found;
        }

        private Branch document(Branch categories, Set<String> wanted) {
            Row statements = new Row(connector.mark());
            categories.members().forEach((name, it) -> {
                if (wanted.contains(name) && it instanceof Branch category) {
                    statements.addAll(category.items("Statement"));
                }
            });
            return Branch.of(connector.mark(), "Version", "2012-10-17", "Statement", statements);
        }

        private List<Made> permissions(End function, Branch categories, Set<String> wanted) {
            Tree arn = needed(function.values().get("Arn"), "function");
            List<Made> made = new ArrayList<>();
            categories.members().forEach((name, it) -> {
                if (wanted.contains(name) && it instanceof Branch category) {
                    made.add(made(name + "LambdaPermission", "AWS::Lambda::Permission")
                            .put("FunctionName", arn.copy())
                            .copy(category, "Action", "Principal", "SourceArn", "SourceAccount"));
                }
            });
            return made;
        }
    }
}
