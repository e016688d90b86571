package envgate.rules.analysis.access;

import envgate.envs.model.PolicyDocument;
import envgate.envs.model.Statement;
import envgate.envs.model.Statement.Effect;
import envgate.envs.model.Statement.Matcher;
import envgate.rules.analysis.access.Layer.Weight;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One statement of one policy, ready to be matched.
///
/// A statement with elements that are malformed or not known never decides: where it would match, it is
/// unknown whether it does.
final class Clause {

    private final PolicyDocument document;
    private final Statement statement;
    private final int place;
    private final List<Fit> actions;
    private final List<Fit> resources;
    private final List<Template> templates;
    private final Conditions conditions;
    private final Holds wellFormed;
    private final Weight alone;
    private final boolean strangers;
    private volatile @Nullable String said;
    private volatile @Nullable List<Glob> globs;

    private Clause(PolicyDocument document, Statement statement, int place, Layer.Kind kind) {
        this.document = document;
        this.place = place;
        this.statement = statement;
        this.actions = statement.actions().patterns().stream()
                .map(it -> Fit.text(it.toLowerCase(Locale.ROOT)))
                .toList();
        this.resources = plainResources().map(Fit::arn).toList();
        this.templates = statement.resources().patterns().stream()
                .filter(it -> !Template.isPlain(it, document.version()))
                .map(Template::of)
                .toList();
        this.conditions = statement.conditions().isEmpty()
                ? Conditions.NONE
                : Conditions.of(statement.conditions(), document.version(), words());
        this.wellFormed = wellFormed(kind);
        this.strangers = statement.principals().patterns().stream().anyMatch(it -> Caller.mayMean(it, true));
        this.alone = new Weight(Holds.Known.YES, List.of(this));
    }

    private Stream<String> plainResources() {
        return statement.resources().patterns().stream().filter(it -> Template.isPlain(it, document.version()));
    }

    static Stream<Clause> of(PolicyDocument document, Layer.Kind kind) {
        List<Clause> clauses = new ArrayList<>();
        String before = "";
        int place = 0;
        for (Statement it : document.statements()) {
            place += it.id().startsWith("#") && it.id().equals(before)
                    ? 0
                    : 1; // one that could not be read stands twice
            clauses.add(new Clause(document, it, place, kind));
            before = it.id();
        }
        return clauses.stream();
    }

    boolean allows() {
        return statement.effect() == Effect.ALLOW;
    }

    Matcher actions() {
        return statement.actions();
    }

    Matcher principals() {
        return statement.principals();
    }

    /// Whether it names principals that cannot be told.
    boolean hasStrangers() {
        return strangers;
    }

    PolicyDocument document() {
        return document;
    }

    /// Its Sid, or its place in the document (`#2`).
    String id() {
        return statement.id();
    }

    /// Its place in the document, from 1.
    int place() {
        return place;
    }

    /// The condition keys that it asks for, as it writes them.
    Stream<String> keys() {
        return Stream.concat(conditions.keys().stream(), templates.stream().flatMap(Template::keys));
    }

    /// That it decides alone.
    Weight alone() {
        return alone;
    }

    boolean isUnconditional() {
        return statement.conditions().isEmpty();
    }

    /// Whether action, resource and conditions match; who asks is not looked at.
    Holds matches(Request request) {
        return coversAction(request.lowerAction()) ? matchesBeyondAction(request) : Holds.Known.NO;
    }

    /// The same where it is known that it covers the action.
    Holds matchesBeyondAction(Request request) {
        Holds resource = coversResource(request.resource(), request.context());
        return resource.isNo() ? resource : resource.and(wellFormed).and(conditions.met(request.context()));
    }

    boolean coversAnyAction(List<String> lowerActions) {
        for (String it : lowerActions) {
            if (coversAction(it)) {
                return true;
            }
        }
        return false;
    }

    /// One whose actions could not be read may cover any.
    boolean coversAction(String lowerAction) {
        if (actions.isEmpty()) {
            return true;
        }
        boolean any = false;
        for (Fit it : actions) {
            any = any || it.matches(lowerAction);
        }
        return any != statement.actions().negated();
    }

    Holds coversResource(String resource, Context context) {
        if (statement.resources().patterns().isEmpty()) {
            return Holds.Known.YES;
        }
        Holds any = Holds.Known.NO;
        for (Fit it : resources) {
            if (it.matches(resource)) {
                any = Holds.Known.YES;
                break;
            }
        }
        for (Template it : templates) {
            any = any.or(fits(it, resource, context));
        }
        return statement.resources().negated() ? any.not() : any;
    }

    /// The patterns of its resources that may match something that begins with `start`.
    List<Glob> resourcesUnder(String start, Context context) {
        List<Glob> found = List.of();
        for (int i = 0; i < resources.size(); i++) {
            if (resources.get(i).mayBegin(start) && globs().get(i).canBegin(start)) {
                found = with(globs().get(i), found);
            }
        }
        for (Template it : templates) {
            Glob glob = Glob.arn(it.in(context).text());
            if (glob.canBegin(start)) {
                found = with(glob, found);
            }
        }
        return found;
    }

    private static List<Glob> with(Glob glob, List<Glob> found) {
        List<Glob> more = found.isEmpty() ? new ArrayList<>(2) : found;
        more.add(glob);
        return more;
    }

    /// Of its plain resources.
    private List<Glob> globs() {
        List<Glob> known = globs;
        if (known == null) {
            known = plainResources().map(Glob::arn).toList();
            globs = known;
        }
        return known;
    }

    /// Literal beginnings of all that it may cover, as far as they are known before a request is.
    List<String> starts() {
        if (statement.resources().patterns().isEmpty() || statement.resources().negated()) {
            return List.of("");
        }
        List<String> starts = new ArrayList<>();
        resources.forEach(it -> starts.add(it.beginning()));
        for (String it : statement.resources().patterns()) {
            if (!Template.isPlain(it, document.version())) {
                starts.add(Fit.arn(it.substring(0, it.indexOf("${"))).beginning());
            }
        }
        return starts;
    }

    /// Literal beginnings, in lower case, of the actions that it may cover.
    List<String> actionStarts() {
        return statement.actions().negated() || actions.isEmpty()
                ? List.of("")
                : actions.stream().map(Fit::beginning).toList();
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
        String text = said;
        if (text == null) {
            text = text();
            said = text;
        }
        return trail.then(text, statement.id(), environment, document.origin());
    }

    private String text() {
        return words()
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
    }

    private Holds fits(Template template, String resource, Context context) {
        Template.Filled known = template.in(context);
        if (known.matchesNothing() || !template.fitsArn(known, resource)) {
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
        int service = pattern.startsWith("arn:") ? pattern.indexOf(':', "arn:".length()) + 1 : 0;
        int end = service == 0 ? -1 : pattern.indexOf(':', service);
        return pattern.equals("*")
                || (end >= 0 && !isBetween('*', pattern, service, end) && !isBetween('?', pattern, service, end));
    }

    private static boolean isBetween(char letter, String text, int from, int end) {
        return text.indexOf(letter, from, end) >= 0;
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
