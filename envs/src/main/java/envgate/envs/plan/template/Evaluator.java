package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Works out what the expressions of a template come to.
///
/// What cannot be known is [Unknown] and makes unknown what it is a part of; only what does not hang on
/// it is known all the same. See
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
final class Evaluator {

    static final List<String> FUNCTIONS = List.of(
            "Ref",
            "Condition",
            "Fn::Base64",
            "Fn::Cidr",
            "Fn::FindInMap",
            "Fn::GetAtt",
            "Fn::GetAZs",
            "Fn::GetStackOutput",
            "Fn::If",
            "Fn::And",
            "Fn::Or",
            "Fn::Not",
            "Fn::Equals",
            "Fn::ImportValue",
            "Fn::Join",
            "Fn::Length",
            "Fn::Select",
            "Fn::Split",
            "Fn::Sub",
            "Fn::ToJsonString",
            "Fn::Transform");

    private static final Set<String> TRUTHS = Set.of("Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition");
    private static final int DEPTH = 500;

    private final Template template;
    private final Target target;
    private final Map<String, Term> parameters;
    private final Resources resources;
    private final Mistakes mistakes;
    private final Functions functions;
    private final Conditions conditions;
    private int depth;

    Evaluator(Template template, Target target, Map<String, Term> parameters, Nested nested, Mistakes mistakes) {
        this.template = template;
        this.target = target;
        this.parameters = parameters;
        this.mistakes = mistakes;
        this.functions = new Functions(this, template, target, mistakes);
        this.conditions = new Conditions(this, template, mistakes);
        this.resources = new Resources(this, template, target, nested, mistakes);
    }

    /// Names of the exports that its values are taken from, as far as they were worked out.
    Set<String> imports() {
        return functions.imports();
    }

    Resources resources() {
        return resources;
    }

    Conditions conditions() {
        return conditions;
    }

    /// What an expression comes to; nothing for `AWS::NoValue`.
    Optional<Term> value(Node node) {
        if (++depth > DEPTH) {
            depth = 0;
            mistakes.accuse(node, "this leads round in a circle", "break it");
            return Optional.of(new Unknown("it leads round in a circle", node.mark()));
        }
        try {
            return switch (node) {
                case Text it when it.kind() == Kind.NOTHING -> Optional.empty();
                case Text it -> Optional.of(new Literal(it.value(), it.kind(), false, it.mark()));
                case Sequence it -> Optional.of(list(it));
                case Mapping it -> function(it).isPresent() ? call(it.members().getFirst(), it) : Optional.of(map(it));
            };
        } finally {
            depth = Math.max(0, depth - 1);
        }
    }

    /// The function that a map with one member is, if it is one.
    private static Optional<String> function(Mapping map) {
        if (map.members().size() != 1) {
            return Optional.empty();
        }
        Member only = map.members().getFirst();
        String name = only.key().value();
        boolean condition = name.equals("Condition") && !(only.value() instanceof Text);
        return name.startsWith("Fn::") || name.equals("Ref") || (name.equals("Condition") && !condition)
                ? Optional.of(name)
                : Optional.empty();
    }

    private Listed list(Sequence list) {
        List<Term> items = new ArrayList<>();
        list.items().forEach(it -> value(it).ifPresent(items::add));
        return new Listed(items, list.mark());
    }

    private Term map(Mapping map) {
        Map<String, Term> members = new LinkedHashMap<>();
        for (Member it : map.members()) {
            String name = it.key().value();
            if (name.equals("Fn::Transform")) {
                return new Unknown("a macro changes it, which cannot be run here", map.mark());
            }
            if (name.startsWith("Fn::") && map.members().size() > 1) {
                mistakes.accuse(it.key(), Quote.of(name) + " stands beside other keys", "a function stands alone");
                continue;
            }
            value(it.value()).ifPresent(term -> members.put(name, term));
        }
        return new Members(members, map.mark());
    }

    private Optional<Term> call(Member call, Mapping whole) {
        String name = call.key().value();
        Node argument = call.value();
        Mark mark = whole.mark();
        if (TRUTHS.contains(name)) {
            return Optional.of(conditions.truth(whole));
        }
        return switch (name) {
            case "Ref" -> ref(argument, mark);
            case "Fn::GetAtt" -> Optional.of(attribute(argument, mark));
            case "Fn::If" -> choose(argument, mark);
            case "Fn::Sub" -> Optional.of(functions.sub(argument, mark));
            case "Fn::Join" -> Optional.of(functions.join(argument, mark));
            case "Fn::Split" -> Optional.of(functions.split(argument, mark));
            case "Fn::Select" -> functions.select(argument, mark);
            case "Fn::FindInMap" -> functions.findInMap(argument, mark);
            case "Fn::ImportValue" -> Optional.of(functions.importValue(argument, mark));
            case "Fn::GetAZs" -> Optional.of(new Unknown("which zones the account has was not read", mark));
            case "Fn::Cidr" -> Optional.of(functions.cidr(argument, mark));
            case "Fn::Base64" -> Optional.of(functions.base64(argument, mark));
            case "Fn::Length" -> Optional.of(functions.length(argument, mark));
            case "Fn::ToJsonString" -> Optional.of(functions.toJsonString(argument, mark));
            case "Fn::GetStackOutput" -> Optional.of(functions.getStackOutput(argument, mark));
            case "Fn::Transform" -> Optional.of(new Unknown("a macro makes it, which cannot be run here", mark));
            default -> {
                mistakes.accuse(call.key(), "unknown function " + Quote.of(name), Quote.nearest(name, FUNCTIONS));
                yield Optional.of(new Unknown("it is made by an unknown function", mark));
            }
        };
    }

    private Optional<Term> ref(Node argument, Mark mark) {
        Optional<String> name = Nodes.text(argument)
                .or(() -> value(argument).filter(Literal.class::isInstance).map(it -> ((Literal) it).text()));
        if (name.isEmpty()) {
            mistakes.accuse(argument, "`Ref` takes the name of a parameter or resource", "");
            return Optional.of(new Unknown("it refers to nothing", mark));
        }
        return named(name.get(), argument, mark);
    }

    /// What a name stands for: a pseudo parameter, a parameter, a resource.
    Optional<Term> named(String name, Node at, Mark mark) {
        if (name.equals("AWS::NoValue")) {
            return Optional.empty();
        }
        Optional<Term> pseudo = pseudo(name, mark);
        if (pseudo.isPresent()) {
            return pseudo;
        }
        Term parameter = parameters.get(name);
        if (parameter != null) {
            return Optional.of(parameter);
        }
        if (template.resource(name).isPresent()) {
            return Optional.of(resources.ref(name, at, mark));
        }
        List<String> known = new ArrayList<>(parameters.keySet());
        template.section("Resources").forEach(it -> known.add(it.key().value()));
        mistakes.accuse(
                at,
                Quote.of(name) + " is neither a parameter nor a resource of this template",
                Quote.near(name, known)
                        .map(it -> "did you mean " + Quote.of(it) + "?")
                        .orElse(""));
        return Optional.of(new Unknown("it refers to nothing", mark));
    }

    private Optional<Term> pseudo(String name, Mark mark) {
        return switch (name) {
            case "AWS::AccountId" -> Optional.of(Term.text(target.account(), mark));
            case "AWS::Region" -> Optional.of(Term.text(target.region(), mark));
            case "AWS::Partition" -> Optional.of(Term.text(target.partition(), mark));
            case "AWS::URLSuffix" -> Optional.of(Term.text(target.suffix(), mark));
            case "AWS::StackName" -> Optional.of(Term.text(target.stackName(), mark));
            case "AWS::StackId" -> Optional.of(Term.text(target.stackId(), mark));
            case "AWS::NotificationARNs" -> Optional.of(new Unknown("the topics of the stack were not read", mark));
            default -> Optional.empty();
        };
    }

    private Term attribute(Node argument, Mark mark) {
        List<String> parts = new ArrayList<>();
        if (argument instanceof Text text) {
            int dot = text.value().indexOf('.');
            parts.add(dot < 0 ? text.value() : text.value().substring(0, dot));
            parts.add(dot < 0 ? "" : text.value().substring(dot + 1));
        } else {
            for (Node it : Nodes.items(argument)) {
                Optional<Term> part = value(it);
                if (part.isPresent() && part.get() instanceof Unknown unknown) {
                    return unknown;
                }
                part.filter(Literal.class::isInstance).ifPresent(term -> parts.add(((Literal) term).text()));
            }
        }
        if (parts.size() > 2) {
            parts.set(1, String.join(".", parts.subList(1, parts.size())));
        }
        if (parts.size() < 2 || parts.get(1).isEmpty()) {
            mistakes.accuse(argument, "`Fn::GetAtt` takes a resource and the name of an attribute", "");
            return new Unknown("it refers to nothing", mark);
        }
        return attribute(parts.get(0), parts.get(1), argument, mark);
    }

    Term attribute(String logicalId, String name, Node at, Mark mark) {
        if (template.resource(logicalId).isEmpty()) {
            List<String> known = template.section("Resources").stream()
                    .map(it -> it.key().value())
                    .toList();
            mistakes.accuse(
                    at,
                    Quote.of(logicalId) + " is no resource of this template",
                    Quote.near(logicalId, known)
                            .map(it -> "did you mean " + Quote.of(it) + "?")
                            .orElse(""));
            return new Unknown("it refers to nothing", mark);
        }
        return resources.attribute(logicalId, name, at, mark);
    }

    private Optional<Term> choose(Node argument, Mark mark) {
        List<Node> parts = argument instanceof Sequence list ? list.items() : List.of();
        if (parts.size() != 3) {
            mistakes.accuse(argument, "`Fn::If` takes a condition and two values", "");
            return Optional.of(new Unknown("it is no choice", mark));
        }
        Term truth = parts.get(0) instanceof Text name
                ? conditions.named(name.value(), name)
                : conditions.truth(parts.get(0));
        if (truth instanceof Literal(String text, Kind _, boolean _, Mark _)) {
            return value(parts.get(text.equals("true") ? 1 : 2));
        }
        Optional<Term> yes = value(parts.get(1));
        Optional<Term> no = value(parts.get(2));
        boolean same =
                yes.flatMap(Terms::text).isPresent() && yes.flatMap(Terms::text).equals(no.flatMap(Terms::text));
        return same ? yes : Optional.of(new Unknown(Terms.reason(truth), mark));
    }
}
