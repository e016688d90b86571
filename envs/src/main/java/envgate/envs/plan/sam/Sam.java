package envgate.envs.plan.sam;

import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.plan.sam.Tree.Branch;
import envgate.envs.plan.template.Setting;
import envgate.envs.plan.template.Transform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The macro of the Serverless Application Model.
///
/// See
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html.
public final class Sam implements Transform {

    private static final String PREFIX = "AWS::Serverless::";

    /// In the order in which AWS works: what events add to an API has to be there before the API is
    /// made.
    private static final List<Set<String>> ORDER = List.of(
            Set.of("Function"),
            Set.of("StateMachine"),
            Set.of("Api", "HttpApi", "WebSocketApi"),
            Set.of("SimpleTable", "LayerVersion", "Application"),
            Set.of("Connector"));

    /// What SAM makes things of that are not worked out here; they stay as they are written, and what is not known of
    /// them is said when the plan is laid.
    private static final Set<String> LEFT = Set.of("CapacityProvider", "GraphQLApi");

    @Override
    public String name() {
        return "AWS::Serverless-2016-10-31";
    }

    @Override
    public Node.Mapping apply(Node.Mapping written, Setting setting) {
        Branch template = (Branch) Known.walk(Tree.of(written), Intrinsic::split);
        ImplicitApis.write(template, setting.mistakes());
        Globals.merge(template, setting.mistakes());
        OpenApiVersions.fix(template);
        Connectors.unfold(template, setting.mistakes());
        Bench bench = new Bench(template, known(template, setting), setting);
        for (Set<String> types : ORDER) {
            for (Map.Entry<String, Tree> it :
                    List.copyOf(bench.written().members().entrySet())) {
                if (it.getValue() instanceof Branch body && types.contains(kind(body))) {
                    make(new Written(it.getKey(), body), bench);
                }
            }
        }
        bench.written().members().forEach((id, body) -> refuseUnknown(body, setting));
        bench.deployments().write(bench);
        template.remove("Transform");
        if (template.branch("Conditions").isEmpty()) {
            template.remove("Conditions");
        }
        bench.settleReferences();
        return (Node.Mapping) template.node();
    }

    private static void refuseUnknown(Tree body, Setting setting) {
        String kind = body instanceof Branch branch ? kind(branch) : "";
        if (!kind.isEmpty() && !LEFT.contains(kind) && ORDER.stream().noneMatch(it -> it.contains(kind))) {
            List<String> all = Stream.concat(ORDER.stream().flatMap(Set::stream), LEFT.stream())
                    .map(it -> PREFIX + it)
                    .sorted()
                    .toList();
            new SamMistake(body.mark(), "SAM has no " + Quote.of(PREFIX + kind), Quote.nearest(PREFIX + kind, all))
                    .add(setting.mistakes());
        }
    }

    private static String kind(Branch resource) {
        String type = String.valueOf(resource.text("Type"));
        return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : "";
    }

    private static Known known(Branch template, Setting setting) {
        Map<String, Node> values = new TreeMap<>(setting.parameters());
        Node.Mapping pseudo = (Node.Mapping)
                Branch.of(template.mark(), "AWS::Region", setting.region(), "AWS::Partition", setting.partition())
                        .node();
        pseudo.members().forEach(it -> values.put(it.key().value(), it.value()));
        return new Known(values, template.branch("Mappings"));
    }

    private static void make(Written written, Bench bench) {
        try {
            if (written.body().has("Properties") && !(written.body().get("Properties") instanceof Branch)) {
                throw new SamMistake(
                        written.mark(), "the properties of " + Quote.of(written.id()) + " have no names", "");
            }
            switch (kind(written.body())) {
                case "Function" -> new FunctionResource(written, bench).make();
                case "StateMachine" -> new StateMachineResource(written, bench).make();
                case "Api" -> new RestApiResource(written, bench).make();
                case "HttpApi" -> new HttpApiResource(written, bench).make();
                case "WebSocketApi" -> new WebSocketApiResource(written, bench).make();
                case "SimpleTable" -> SmallResources.table(written, bench);
                case "LayerVersion" -> SmallResources.layer(written, bench);
                case "Application" -> SmallResources.application(written, bench);
                case "Connector" -> new Connectors(written, bench).make();
                default -> {}
            }
        } catch (SamMistake bad) {
            bad.add(bench.setting().mistakes());
        }
    }
}
