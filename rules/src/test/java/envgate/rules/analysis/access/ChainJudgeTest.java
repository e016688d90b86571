package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.rules.analysis.access.NaiveSpec.Answer;
import envgate.rules.analysis.access.NaiveSpec.Ask;
import envgate.rules.analysis.access.NaiveSpec.World;
import envgate.rules.finding.Trail.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Compares chains of roles with trying every role on every other, again and again.
class ChainJudgeTest {

    private static final int SIZE = Integer.getInteger("envgate.judge", 1) * 1_500;

    private static final String TOOLS = "333333333333";
    private static final List<String> ARNS = List.of(
            Scenario.ROLE_ARN,
            "arn:aws:iam::" + Scenario.OWN + ":role/step",
            "arn:aws:iam::" + TOOLS + ":role/ci",
            "arn:aws:iam::" + Scenario.FOREIGN + ":role/pay",
            "arn:aws:iam::" + Scenario.FOREIGN + ":role/support");
    private static final List<String> GOALS = ARNS.subList(3, 5);

    private static List<Role> roles(Random random) {
        List<String> principals = new ArrayList<>(List.of("*", "Service:lambda.amazonaws.com"));
        for (String it : ARNS) {
            Arn arn = Arn.of(it);
            principals.add("AWS:" + arn.account());
            principals.add("AWS:" + it);
            principals.add("AWS:" + session(arn, random.nextBoolean() ? "api" : "alice"));
        }
        PolicyGenerator generator = new PolicyGenerator(random, List.of("sts:AssumeRole"), ARNS, principals, false);
        return ARNS.stream()
                .map(it -> new Role(
                        Arn.of(it).name(),
                        Arn.of(it),
                        generator.ofTrust("trust"),
                        random.nextInt(3) == 0 ? List.of() : List.of(generator.ofIdentity("policy")),
                        List.of(),
                        new Sight.Absent<>(),
                        new Origin.Unknown()))
                .toList();
    }

    private static String session(Arn role, String name) {
        return "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + name;
    }

    private static Crossing ask(List<Role> roles) {
        LambdaFunction pay = CrossingScenario.function(Scenario.FOREIGN);
        List<Snapshot> fleet = List.of(
                snapshot("staging", Scenario.OWN, List.of(Scenario.function()), roles.subList(0, 2)),
                snapshot("tools", TOOLS, List.of(), roles.subList(2, 3)),
                snapshot("prod", Scenario.FOREIGN, List.of(pay), roles.subList(3, 5)));
        return new Overlap(fleet, Scenario.intent(Set.of()))
                .assumptionsOfRoles(fleet.getFirst(), fleet.getLast())
                .getFirst();
    }

    private static Snapshot snapshot(String name, String account, List<LambdaFunction> functions, List<Role> roles) {
        return CrossingScenario.snapshot(name, account, functions, List.of(), roles);
    }

    /// Whether a session of one role can assume the other; only the function's own session has a name already.
    private static boolean canAssume(Role from, Role to, boolean first) {
        World world = new World(
                from.policies(),
                Optional.<PolicyDocument>empty(),
                List.of(),
                List.of(),
                Optional.of(to.trust()),
                from.arn().account().equals(to.arn().account()),
                true);
        return (first ? List.of("api") : List.of("api", "alice", "another"))
                .stream()
                        .map(session -> new Ask(
                                from.arn().account(),
                                from.name(),
                                session,
                                "sts:AssumeRole",
                                to.arn().toString(),
                                Map.of("aws:principalaccount", from.arn().account())))
                        .anyMatch(ask -> NaiveSpec.decide(world, ask) == Answer.ALLOWED);
    }

    private static Set<String> reachable(List<Role> roles) {
        Set<String> reached = new TreeSet<>(Set.of(Scenario.ROLE_ARN));
        boolean more = true;
        while (more) {
            more = false;
            for (Role from : roles) {
                for (Role to : roles) {
                    boolean first = from.arn().toString().equals(Scenario.ROLE_ARN);
                    if (reached.contains(from.arn().toString()) && !from.equals(to) && canAssume(from, to, first)) {
                        more |= reached.add(to.arn().toString());
                    }
                }
            }
        }
        return reached;
    }

    @Test
    void a_chain_is_found_exactly_where_trying_all_of_them_finds_one() {
        Random random = new Random(21);
        int crossing = 0;
        int chained = 0;
        for (int i = 0; i < SIZE; i++) {
            List<Role> roles = roles(random);
            Set<String> reachable = reachable(roles);
            switch (ask(roles)) {
                case Crossing.Crosses it -> {
                    assertThat(reachable).as("%s%n%s", roles, it).contains(it.resource());
                    crossing++;
                    chained += hops(it) > 1 ? 1 : 0;
                }
                case Crossing.Isolated it ->
                    assertThat(reachable).as("%s%n%s", roles, it).doesNotContainAnyElementsOf(GOALS);
                case Crossing.Unknown it ->
                    assertThat(it.missing())
                            .as("%s", roles)
                            .anyMatch(missing -> missing.what().contains("the name of the session"));
            }
        }
        assertThat(crossing).isGreaterThan(SIZE / 20);
        assertThat(chained).isGreaterThan(SIZE / 100);
    }

    private static long hops(Crossing.Crosses it) {
        return it.trail().steps().stream()
                .map(Step::text)
                .filter(text -> text.startsWith("it can assume"))
                .count();
    }
}
