package envgate.rules.analysis.access;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Arn;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Role;
import envgate.envs.model.Sight;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.envs.source.text.SnapshotYaml;
import envgate.rules.finding.Trail.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Compares chains of roles with trying every role on every other, again and again.
class ChainJudgeTest {

    private static final int SIZE = Integer.getInteger("envgate.judge", 1) * 1_500;
    private static final long SEED = Long.getLong("envgate.seed", 21);

    /// Whose roles they are: three accounts, or one for all.
    private record Land(String own, String tools, String foreign) {

        List<String> arns() {
            return List.of(
                    Scenario.ROLE_ARN,
                    "arn:aws:iam::" + own + ":role/step",
                    "arn:aws:iam::" + tools + ":role/ci",
                    "arn:aws:iam::" + foreign + ":role/pay",
                    "arn:aws:iam::" + foreign + ":role/support");
        }

        LambdaFunction pay() {
            return SnapshotYaml.read(
                            "pay.yaml",
                            "environment: prod\naccount: \"" + foreign
                                    + "\"\nfunctions: {Pay: {name: pay, role: pay}}\nroles: {pay: {}}")
                    .snapshots()
                    .getFirst()
                    .functions()
                    .getFirst();
        }

        /// What belongs to prod: in an account of its own all there is, in a common one what its functions run as.
        List<String> goals() {
            return own.equals(foreign) ? arns().subList(3, 4) : arns().subList(3, 5);
        }
    }

    private static final Land APART = new Land(Scenario.OWN, "333333333333", Scenario.FOREIGN);
    private static final Land TOGETHER = new Land(Scenario.OWN, Scenario.OWN, Scenario.OWN);

    /// So that what denies matters.
    private static final PolicyDocument EVERYTHING = PolicyGenerator.document(
            "everything",
            List.of(new Statement(
                    "All",
                    Effect.ALLOW,
                    Matcher.NONE,
                    new Matcher(false, List.of("iam:*RolePolicy", "iam:*Version", "iam:*Boundary")),
                    new Matcher(false, List.of("*")),
                    List.of(),
                    List.of())));

    /// Assuming alone, or all that comes to the same.
    private static final List<List<String>> ACTIONS = List.of(
            List.of("sts:AssumeRole"),
            List.of(
                    "sts:AssumeRole",
                    "iam:UpdateAssumeRolePolicy",
                    "iam:PassRole",
                    "iam:PutRolePolicy",
                    "iam:AttachRolePolicy",
                    "iam:DetachRolePolicy",
                    "iam:CreatePolicyVersion",
                    "iam:DeleteRolePermissionsBoundary",
                    "lambda:CreateFunction",
                    "lambda:UpdateFunctionCode",
                    "ec2:RunInstances",
                    "iam:*InstanceProfile"));

    private static List<Role> roles(Random random, Land land, boolean footholds) {
        List<String> principals =
                new ArrayList<>(List.of("*", "Service:lambda.amazonaws.com", "Service:ec2.amazonaws.com"));
        for (String it : land.arns()) {
            Arn arn = Arn.of(it);
            principals.add("AWS:" + arn.account());
            principals.add("AWS:" + it);
            principals.add("AWS:" + session(arn, random.nextBoolean() ? "api" : "alice"));
        }
        List<String> actions = ACTIONS.get(footholds ? 1 : 0);
        List<String> things = new ArrayList<>(land.arns());
        if (footholds) {
            things.addAll(List.of("*", Scenario.FUNCTION_ARN, land.pay().arn().toString()));
        }
        PolicyGenerator trust = new PolicyGenerator(random, List.of("sts:AssumeRole"), land.arns(), principals, false);
        PolicyGenerator generator = new PolicyGenerator(random, actions, things, principals, false);
        return land.arns().stream()
                .map(it -> new Role(
                        Arn.of(it).name(),
                        Arn.of(it),
                        trust.ofTrust("trust"),
                        policies(random, generator, footholds, Arn.of(it).account()),
                        List.of(),
                        footholds && random.nextInt(6) == 0
                                ? new Sight.Seen<>(generator.ofOrganization("boundary"))
                                : new Sight.Absent<>(),
                        "",
                        random.nextBoolean() ? new Sight.Seen<>(List.of("host")) : new Sight.Absent<>(),
                        new Origin.Unknown()))
                .toList();
    }

    private static List<PolicyDocument> policies(
            Random random, PolicyGenerator generator, boolean footholds, String account) {
        List<PolicyDocument> policies = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            policies.add(generator.ofIdentity("policy"));
        }
        if (footholds && random.nextInt(3) == 0) {
            policies.add(generator.ofIdentity("arn:aws:iam::" + account + ":policy/managed"));
        }
        if (footholds && random.nextInt(3) == 0) {
            policies.add(EVERYTHING);
        }
        return policies;
    }

    private static String session(Arn role, String name) {
        return "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + name;
    }

    private static Crossing ask(List<Role> roles, Land land) {
        List<Snapshot> fleet = List.of(
                snapshot("staging", Scenario.OWN, List.of(Scenario.function()), roles.subList(0, 2)),
                snapshot("tools", land.tools(), List.of(), roles.subList(2, 3)),
                snapshot("prod", land.foreign(), List.of(land.pay()), roles.subList(3, 5)));
        return new Overlap(fleet, Scenario.intent(Set.of()))
                .assumptionsOfRoles(fleet.getFirst(), fleet.getLast())
                .getFirst();
    }

    private static Snapshot snapshot(String name, String account, List<LambdaFunction> functions, List<Role> roles) {
        return CrossingScenario.snapshot(name, account, functions, List.of(), roles);
    }

    @Test
    void a_chain_is_found_exactly_where_trying_all_of_them_finds_one() {
        Random random = new Random(SEED);
        int crossing = 0;
        int chained = 0;
        int otherwise = 0;
        for (int i = 0; i < SIZE; i++) {
            Land land = i % 4 == 3 ? TOGETHER : APART;
            List<Role> roles = roles(random, land, i % 2 == 1);
            Set<String> reachable =
                    new NaiveChains(roles, List.of(Scenario.function(), land.pay())).reachable(roles.getFirst());
            switch (ask(roles, land)) {
                case Crossing.Crosses it -> {
                    assertThat(reachable).as("%s%n%s", roles, it).contains(it.resource());
                    crossing++;
                    chained += hops(it) > 1 ? 1 : 0;
                    otherwise += isOtherwise(it) ? 1 : 0;
                }
                case Crossing.Isolated it ->
                    assertThat(reachable).as("%s%n%s", roles, it).doesNotContainAnyElementsOf(land.goals());
                case Crossing.Unknown it ->
                    assertThat(it.missing())
                            .as("%s", roles)
                            .anyMatch(missing -> missing.what().contains("the name of the session")
                                    || missing.what().contains("whether a boundary limits"));
            }
        }
        assertThat(crossing).isGreaterThan(SIZE / 20);
        assertThat(chained).isGreaterThan(SIZE / 100);
        assertThat(otherwise).isGreaterThan(SIZE / 100);
    }

    private static boolean isOtherwise(Crossing.Crosses it) {
        return !it.action().equals("sts:AssumeRole")
                || it.trail().steps().stream()
                        .map(Step::text)
                        .anyMatch(text -> text.startsWith("it can launch")
                                || text.startsWith("it can replace")
                                || text.startsWith("it can let itself")
                                || text.contains("can give itself"));
    }

    private static long hops(Crossing.Crosses it) {
        return it.trail().steps().stream()
                .map(Step::text)
                .filter(text -> text.startsWith("it can assume"))
                .count();
    }
}
