package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// One statement of one policy, ready to be matched.
///
/// A statement with elements that are malformed or not known never decides: where it would match, it is unknown
/// whether it does.
final class Clause {

    private final PolicyDocument document;
    private final Statement statement;
    private final List<Glob> actions;
    private final List<Glob> resources;
    private final List<String> templates;
    private final Holds wellFormed;

    private Clause(PolicyDocument document, Statement statement, Layer.Kind kind) {
        this.document = document;
        this.statement = statement;
        this.actions = statement.actions().patterns().stream()
                .map(it -> Glob.text(it.toLowerCase(Locale.ROOT)))
                .toList();
        this.resources = statement.resources().patterns().stream()
                .filter(it -> Template.isPlain(it, document.version()))
                .map(Glob::arn)
                .toList();
        this.templates = statement.resources().patterns().stream()
                .filter(it -> !Template.isPlain(it, document.version()))
                .toList();
        this.wellFormed = wellFormed(kind);
    }

    static Stream<Clause> of(PolicyDocument document, Layer.Kind kind) {
        return document.statements().stream().map(it -> new Clause(document, it, kind));
    }

    boolean allows() {
        return statement.effect() == Effect.ALLOW;
    }

    Matcher principals() {
        return statement.principals();
    }

    boolean isUnconditional() {
        return statement.conditions().isEmpty();
    }

    /// Whether action, resource and conditions match; who asks is not looked at.
    Holds matches(Request request) {
        if (!coversAction(request.lowerAction())) {
            return Holds.Known.NO;
        }
        Holds resource = coversResource(request.resource(), request.context());
        if (resource.isNo()) {
            return Holds.Known.NO;
        }
        return resource.and(wellFormed)
                .and(Conditions.met(statement.conditions(), document.version(), request.context(), words()));
    }

    boolean coversAction(String lowerAction) {
        boolean any = false;
        for (Glob it : actions) {
            any |= it.matches(lowerAction);
        }
        return any != statement.actions().negated();
    }

    Holds coversResource(String resource, Context context) {
        if (statement.resources().patterns().isEmpty()) {
            return Holds.Known.YES;
        }
        Holds any = Holds.Known.NO;
        for (Glob it : resources) {
            if (it.matches(resource)) {
                any = Holds.Known.YES;
                break;
            }
        }
        for (String it : templates) {
            any = any.or(fits(it, resource, context));
        }
        return statement.resources().negated() ? any.not() : any;
    }

    /// The patterns of its resources that may match something that begins with `start`.
    List<Glob> resourcesUnder(String start, Context context) {
        List<Glob> all = new ArrayList<>(resources);
        templates.forEach(it ->
                all.add(Glob.arn(Template.of(it, document.version(), context).text())));
        return all.stream().filter(it -> it.canBegin(start)).toList();
    }

    /// Whether it may cover anything that begins with `start`.
    boolean mayCoverUnder(String start, Context context) {
        return statement.resources().patterns().isEmpty()
                || statement.resources().negated()
                || !resourcesUnder(start, context).isEmpty();
    }

    /// `statement `Read` of policy `orders``.
    String words() {
        return "statement `" + statement.id() + "`"
                + (document.name().isEmpty() ? "" : " of policy `" + document.name() + "`");
    }

    /// What it says, as a step of a trail.
    Trail told(Trail trail, String environment) {
        String text = words()
                + (allows() ? " allows " : " denies ")
                + list(statement.actions(), "all actions")
                + (statement.resources().patterns().isEmpty()
                        ? ""
                        : " on " + list(statement.resources(), "all resources"))
                + (statement.conditions().isEmpty()
                        ? ""
                        : " under conditions on "
                                + String.join(
                                        ", ",
                                        statement.conditions().stream()
                                                .map(it -> "`" + it.key() + "`")
                                                .distinct()
                                                .toList()));
        return trail.then(text, statement.id(), environment, document.origin());
    }

    private Holds fits(String template, String resource, Context context) {
        Template known = Template.of(template, document.version(), context);
        if (known.matchesNothing() || !Glob.arn(known.text()).matches(resource)) {
            return Holds.Known.NO;
        }
        return known.holes().isEmpty()
                ? Holds.Known.YES
                : new Holds.Maybe(known.holes().stream()
                        .map(it -> new Missing(words() + " hangs on the policy variable `" + it + "`", ""))
                        .toList());
    }

    private Holds wellFormed(Layer.Kind kind) {
        List<String> wrong = new ArrayList<>(statement.unknown());
        if (statement.actions().patterns().isEmpty()) {
            wrong.add("Action");
        }
        if (statement.resources().patterns().isEmpty() && kind != Layer.Kind.RESOURCE) {
            wrong.add("Resource");
        }
        if (statement.resources().patterns().stream().anyMatch(it -> !isArn(it))) {
            wrong.add("Resource");
        }
        if (statement.principals().patterns().isEmpty() && kind == Layer.Kind.RESOURCE) {
            wrong.add("Principal");
        }
        if (!statement.principals().patterns().isEmpty() && kind == Layer.Kind.IDENTITY) {
            wrong.add("Principal");
        }
        if (statement.principals().negated() && allows()) {
            wrong.add("NotPrincipal");
        }
        if (wrong.isEmpty()) {
            return Holds.Known.YES;
        }
        return Holds.maybe(words() + " has elements that cannot be judged: "
                + String.join(", ", wrong.stream().distinct().sorted().toList()));
    }

    /// No wildcard can stand for the service of an ARN.
    private static boolean isArn(String pattern) {
        String[] parts = pattern.split(":", 4);
        return pattern.equals("*")
                || (parts.length == 4 && parts[0].equals("arn") && !parts[2].contains("*") && !parts[2].contains("?"));
    }

    private static String list(Matcher matcher, String all) {
        List<String> patterns = matcher.patterns();
        String some = String.join(
                ", ", patterns.stream().limit(3).map(it -> "`" + it + "`").toList());
        return (matcher.negated() ? all + " but " : "")
                + some
                + (patterns.size() > 3 ? " and " + (patterns.size() - 3) + " more" : "");
    }
}
