package envgate.rules.catalog.links;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.rules.finding.Severity.ERROR;

import com.google.auto.service.AutoService;
import envgate.envs.model.Intent.Stance;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.links.Content;
import envgate.rules.analysis.links.Link;
import envgate.rules.analysis.links.Link.Evidence;
import envgate.rules.analysis.links.Thing;
import envgate.rules.engine.Findings;
import envgate.rules.engine.FunctionRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Lens;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import java.util.List;

/// Finds variables that carry the account id of another environment, where nothing surer tells what they name.
@RuleCard(
        id = "variable-names-other-account",
        code = "CFG-006",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = Lens.LINKS,
        title = "Variable carries the account id of another environment",
        why = """
        Whatever the variable names lies in the account of another environment. The call is refused, or, worse, it is
        not.
        """,
        fix = """
        Make the account a reference, such as `AWS::AccountId`, instead of writing it out; if the resource is shared
        on purpose, declare it as shared in the inventory.
        """,
        bad = """
        environment: staging
        account: "111111111111"
        ---
        environment: prod
        account: "333333333333"
        functions: {OrdersApi: {environment: {EVENT_BUS: "arn:aws:events:eu-west-1:111111111111:event-bus/orders"}}}
        """,
        good = """
        environment: staging
        account: "111111111111"
        ---
        environment: prod
        account: "333333333333"
        functions: {OrdersApi: {environment: {EVENT_BUS: "arn:aws:events:eu-west-1:333333333333:event-bus/orders"}}}
        """,
        sources = {
            "https://github.com/alphagov/prometheus-aws-configuration-beta/pull/414",
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html"
        })
@AutoService(Rule.class)
public final class VariableNamesOtherAccount implements FunctionRule {

    @Override
    public void check(LambdaFunction function, Facts facts, Findings findings) {
        function.environment().forEach((key, value) -> {
            List<Link> links = facts.links(function, key).stream()
                    .filter(it -> it.thing().kind() != Thing.Kind.PARAMETER)
                    .toList();
            boolean said = links.stream().anyMatch(it -> !it.thing().account().isEmpty());
            if (!said || facts.content(value) != Content.MEANT) {
                return;
            }
            Link link = Link.decisive(links);
            boolean same = facts.intent()
                    .declared(function.logicalName(), key, Stance.SAME)
                    .isPresent();
            if (!same && link instanceof Link.Strays stray && stray.how() == Evidence.ACCOUNT) {
                findings.add(
                        Place.of(facts.environment(), function).withKey(key).against(stray.owner()),
                        "`" + key + "` names " + stray.thing().text() + ", which is that of " + stray.owner(),
                        stray.trail());
            } else {
                findings.pass();
            }
        });
    }
}
