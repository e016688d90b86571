package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.NaiveSpec.Ask;
import envgate.rules.analysis.access.NaiveSpec.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All that a [Scenario] may be in truth: what is hidden may be nothing, or allow or deny everything, and a key that
/// nothing is known about may be absent or have some value.
final class Truth {

    private Truth() {}

    /// Every world that looks like a scenario.
    static List<World> worlds(Scenario it) {
        List<World> worlds = new ArrayList<>();
        for (List<PolicyDocument> identities : identities(it)) {
            for (Optional<PolicyDocument> limit : boundaries(it)) {
                for (Optional<PolicyDocument> policy : resources(it)) {
                    for (List<List<PolicyDocument>> levels : levels(it)) {
                        worlds.add(new World(
                                identities,
                                limit,
                                levels,
                                it.resourceControl(),
                                policy,
                                it.subject().owner.equals(Scenario.OWN),
                                it.subject().isRole() || it.subject().isKey()));
                    }
                }
            }
        }
        return worlds;
    }

    private static List<List<PolicyDocument>> identities(Scenario it) {
        if (!it.hidden().contains(Scenario.Hidden.IDENTITY)) {
            return List.of(it.identity());
        }
        List<PolicyDocument> seen = it.identity().subList(0, it.identity().size() - 1);
        return List.of(
                it.identity(), seen, with(seen, PolicyGenerator.ALLOW_ALL), with(seen, PolicyGenerator.DENY_ALL));
    }

    private static List<Optional<PolicyDocument>> boundaries(Scenario it) {
        return it.hidden().contains(Scenario.Hidden.BOUNDARY)
                ? List.of(
                        Optional.of(PolicyGenerator.document("nothing", List.of())),
                        Optional.of(PolicyGenerator.ALLOW_ALL),
                        Optional.of(PolicyGenerator.DENY_ALL))
                : List.of(it.boundary());
    }

    private static List<Optional<PolicyDocument>> resources(Scenario it) {
        return it.hidden().contains(Scenario.Hidden.RESOURCE) && it.subject() != Scenario.Subject.NOTHING
                ? List.of(Optional.empty(), Optional.of(letsIn()), Optional.of(PolicyGenerator.DENY_ALL))
                : List.of(it.resource());
    }

    /// Lets the session itself in, which nothing of the role's limits.
    private static PolicyDocument letsIn() {
        Statement all = PolicyGenerator.ALLOW_ALL.statements().getFirst();
        return PolicyGenerator.document(
                "open",
                List.of(new Statement(
                        "Open",
                        all.effect(),
                        new Matcher(false, List.of("AWS:arn:aws:sts::" + Scenario.OWN + ":assumed-role/api/api")),
                        all.actions(),
                        all.resources(),
                        List.of(),
                        List.of())));
    }

    private static List<List<List<PolicyDocument>>> levels(Scenario it) {
        return it.hidden().contains(Scenario.Hidden.ORGANIZATION)
                ? List.of(it.serviceControl(), with(it.serviceControl(), List.of(PolicyGenerator.DENY_ALL)))
                : List.of(it.serviceControl());
    }

    private static <T> List<T> with(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    /// The request with every context that there may be.
    static List<Ask> asks(Scenario it) {
        return contexts(it.subject().owner, it.toString()).stream()
                .map(context -> new Ask(Scenario.OWN, "api", "api", it.subject().action, it.subject().arn, context))
                .toList();
    }

    /// Every context that there may be.
    ///
    /// @param policies all of them as text: a key that they do not name makes no difference
    static List<Map<String, String>> contexts(String owner, String policies) {
        List<Map<String, String>> contexts = new ArrayList<>();
        List<String> values = List.of("", "ab", "x1");
        for (String team : policies.contains("aws:PrincipalTag/team") ? values : List.of("")) {
            for (String endpoint : policies.contains(":SourceVpce") ? values : List.of("")) {
                TreeMap<String, String> context = new TreeMap<>();
                context.put("aws:principalaccount", Scenario.OWN);
                context.put("aws:principalarn", Scenario.ROLE_ARN);
                context.put("aws:resourceaccount", owner);
                context.put("aws:securetransport", "true");
                context.put("lambda:sourcefunctionarn", Scenario.FUNCTION_ARN);
                if (!team.isEmpty()) {
                    context.put("aws:principaltag/team", team);
                }
                if (!endpoint.isEmpty()) {
                    context.put("aws:sourcevpce", endpoint);
                }
                contexts.add(context);
            }
        }
        return contexts;
    }
}
