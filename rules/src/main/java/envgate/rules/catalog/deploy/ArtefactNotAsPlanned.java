package envgate.rules.catalog.deploy;

import static envgate.envs.model.Area.FUNCTIONS;
import static envgate.envs.model.Area.FUNCTION_DETAILS;
import static envgate.rules.finding.Severity.ERROR;
import static envgate.rules.finding.Severity.WARNING;

import com.google.auto.service.AutoService;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.PackageType;
import envgate.envs.model.Origin;
import envgate.rules.analysis.Deploy.Kept;
import envgate.rules.analysis.Outcome;
import envgate.rules.engine.Findings;
import envgate.rules.engine.OutcomeRule;
import envgate.rules.engine.Rule;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Place;
import envgate.rules.finding.RuleCard;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds functions that run other code, or have other variables, than the plan said that was carried out.
///
/// What is compared is the hash of the package, the digest of the image, and which variables there are; their values
/// are told by `envgate verify` itself. A plan seldom knows the hash of a package that is new: then nobody can tell.
@RuleCard(
        id = "artefact-not-as-planned",
        code = "DEP-015",
        severity = ERROR,
        needs = {FUNCTIONS},
        through = {},
        title = "Function is not what the plan said after the deploy",
        why = """
        A deploy that ends well may have left the old code in place, or somebody has deployed after it; and a tag of an
        image may have been pushed again since it was planned. What runs was never judged.
        """,
        fix = """
        Find out who deployed last, and deploy what was planned again; name images by their digest.
        """,
        bad = """
        environment: prod
        functions: {Orders: {code-sha: n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=}}
        ---
        environment: prod
        planned: true
        functions: {Orders: {code-sha: 2WBG1Hk6kMe1Tu2I8ZVTkgTNLpcNKfnmJJGTnhvCZEY=}}
        """,
        good = """
        environment: prod
        functions: {Orders: {environment: {TABLE: orders}}}
        ---
        environment: prod
        planned: true
        functions: {Orders: {environment: {TABLE: orders}}}
        """,
        sources = {
            "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html",
            "https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCodeLocation.html",
            "https://github.com/serverless/serverless/issues/4638",
            "https://github.com/serverless/serverless/issues/7059"
        })
@AutoService(Rule.class)
public final class ArtefactNotAsPlanned implements OutcomeRule {

    @Override
    public void check(Outcome outcome, Findings findings) {
        Set<String> unseen = new TreeSet<>();
        Stream.concat(
                        outcome.planned().snapshot().gapsIn(FUNCTIONS).stream(),
                        outcome.is().snapshot().gapsIn(FUNCTIONS).stream())
                .forEach(it -> {
                    unseen.add(it.resource());
                    findings.unknown(
                            Place.of(outcome.environment()).withResource(it.resource(), new Origin.Unknown()), it);
                });
        for (Kept<LambdaFunction> it : outcome.functions()) {
            LambdaFunction is = it.after();
            if (!unseen.contains(is.name()) && !unseen.contains(is.arn().toString())) {
                code(it.before(), is, outcome, findings);
                variables(it.before(), is, outcome, findings);
            }
        }
    }

    private static void code(LambdaFunction planned, LambdaFunction is, Outcome outcome, Findings findings) {
        Place place = Place.of(outcome.environment(), is);
        boolean image = planned.packageType() == PackageType.IMAGE;
        if (planned.packageType() != is.packageType()) {
            String what =
                    image ? "an image was planned, and it is a package" : "a package was planned, and it is an image";
            findings.add(place, what, trail(what, planned, is, outcome));
        } else if (image) {
            image(planned, is, outcome, findings);
        } else if (planned.codeSha256().isEmpty() || is.codeSha256().isEmpty()) {
            String whose = planned.codeSha256().isEmpty() ? "that was planned" : "that is there";
            findings.unknown(place, List.of(new Missing("the hash of the code " + whose, "")));
        } else if (planned.codeSha256().equals(is.codeSha256())) {
            findings.pass();
        } else {
            findings.add(
                    place,
                    "its code is not the one that was planned",
                    Trail.EMPTY
                            .then(
                                    "the plan has code with the hash `" + planned.codeSha256() + "`",
                                    planned.name(),
                                    outcome.environment(),
                                    planned.origin())
                            .then(
                                    "its code has the hash `" + is.codeSha256() + "`",
                                    is.name(),
                                    outcome.environment(),
                                    is.origin()));
        }
    }

    private static void image(LambdaFunction planned, LambdaFunction is, Outcome outcome, Findings findings) {
        Place place = Place.of(outcome.environment(), is);
        Optional<Gap> gap = outcome.is().snapshot().gapIn(FUNCTION_DETAILS, is.name());
        String digest = digest(planned);
        if (is.imageUri().isEmpty() && is.imageDigest().isEmpty()) {
            findings.unknown(
                    place,
                    gap.map(it -> List.of(Missing.of(it)))
                            .orElse(List.of(new Missing("which image it runs", "lambda:GetFunction"))));
        } else if (digest.isEmpty() && planned.imageUri().isEmpty()) {
            findings.unknown(place, List.of(new Missing("which image was planned", "")));
        } else if (digest.isEmpty() ? planned.imageUri().equals(is.imageUri()) : digest.equals(digest(is))) {
            findings.pass();
        } else if (!digest.isEmpty() && digest(is).isEmpty()) {
            findings.unknown(place, List.of(new Missing("the digest of the image that it runs", "lambda:GetFunction")));
        } else {
            String what = "its image is not the one that was planned";
            findings.add(place, what, trail(what, planned, is, outcome));
        }
    }

    private static String digest(LambdaFunction function) {
        int at = function.imageUri().indexOf('@');
        return at < 0 ? function.imageDigest() : function.imageUri().substring(at + 1);
    }

    private static Trail trail(String what, LambdaFunction planned, LambdaFunction is, Outcome outcome) {
        return Trail.EMPTY
                .then(artefact("the plan has ", planned, what), planned.name(), outcome.environment(), planned.origin())
                .then(artefact("it has ", is, what), is.name(), outcome.environment(), is.origin());
    }

    private static String artefact(String begin, LambdaFunction function, String otherwise) {
        if (function.packageType() == PackageType.ZIP) {
            return begin + "a package";
        }
        String digest = digest(function);
        return function.imageUri().isEmpty()
                ? digest.isEmpty() ? otherwise : begin + "the digest `" + digest + "`"
                : begin + "image `" + function.imageUri() + "`"
                        + (digest.isEmpty() || function.imageUri().contains("@")
                                ? ""
                                : " with the digest `" + digest + "`");
    }

    private static void variables(LambdaFunction planned, LambdaFunction is, Outcome outcome, Findings findings) {
        Set<String> all = new TreeSet<>(planned.environment().keySet());
        all.addAll(is.environment().keySet());
        for (String key : all) {
            Place place = Place.of(outcome.environment(), is).withKey(key);
            boolean isPlanned = planned.environment().containsKey(key);
            if (isPlanned && is.environment().containsKey(key)) {
                findings.pass();
                continue;
            }
            Trail trail = Trail.EMPTY
                    .then(
                            isPlanned ? "the plan sets `" + key + "`" : "the plan does not set `" + key + "`",
                            planned.name(),
                            outcome.environment(),
                            planned.origin())
                    .then(isPlanned ? "it is not set" : "it is set", is.name(), outcome.environment(), is.origin());
            if (isPlanned) {
                findings.add(place, "`" + key + "` was planned, and is not set", trail);
            } else {
                findings.add(
                        place,
                        "`" + key + "` is set, and was not planned",
                        trail,
                        WARNING,
                        "Find out who set `" + key + "`: the next deploy takes it away.");
            }
        }
    }
}
