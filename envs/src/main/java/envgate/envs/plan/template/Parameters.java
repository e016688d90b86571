package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Resource;
import envgate.envs.model.Value;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Settles the parameters of a template: what was given, else what the stack has, else the default.
///
/// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html.
final class Parameters {

    private static final Pattern TYPES =
            Pattern.compile("String|Number|CommaDelimitedList|List<(?:String|Number|AWS::[^<>]+)>|AWS::.+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?");
    private static final String SSM = "AWS::SSM::Parameter::Value<";

    private final Template template;
    private final Target target;
    private final Map<String, Term> given;
    private final Mistakes mistakes;

    Parameters(Template template, Target target, Map<String, Term> given, Mistakes mistakes) {
        this.template = template;
        this.target = target;
        this.given = given;
        this.mistakes = mistakes;
    }

    /// The values of all parameters.
    Map<String, Term> settle() {
        Map<String, Term> settled = new TreeMap<>();
        for (Member it : template.section("Parameters")) {
            settled.put(it.key().value(), settle(it));
        }
        return settled;
    }

    private Term settle(Member declared) {
        String name = declared.key().value();
        Node body = declared.value();
        Mark mark = declared.key().mark();
        String type = Nodes.text(body, "Type").orElse("");
        if (type.isEmpty()) {
            mistakes.accuse(
                    declared.key(), "the parameter " + Quote.of(name) + " has no `Type`", "write `Type: String`");
            return new Unknown("the parameter `" + name + "` has no type", mark);
        }
        if (!TYPES.matcher(type).matches()) {
            mistakes.accuse(
                    Nodes.get(body, "Type").orElse(body),
                    Quote.of(type) + " is no type of a parameter",
                    Quote.nearest(type, List.of("String", "Number", "CommaDelimitedList", "List<Number>")));
        }
        boolean secret = Nodes.text(body, "NoEcho")
                .filter(it -> it.equalsIgnoreCase("true"))
                .isPresent();
        Term written = written(declared, secret);
        if (!(written instanceof Literal literal)) {
            return written;
        }
        check(declared, literal, secret || literal.secret());
        Literal value = new Literal(literal.text(), literal.kind(), secret || literal.secret(), mark);
        if (type.startsWith(SSM)) {
            return stored(name, value, type, mark);
        }
        return isList(type) ? split(value) : value;
    }

    private Term written(Member declared, boolean secret) {
        String name = declared.key().value();
        Term now = given.get(name);
        if (now instanceof Listed list) {
            Optional<Term> unknown = Terms.unknown(list);
            if (unknown.isPresent()) {
                return unknown.get();
            }
            List<String> texts =
                    list.items().stream().flatMap(it -> Terms.text(it).stream()).toList();
            return new Literal(
                    String.join(",", texts),
                    Kind.TEXT,
                    Terms.isSecret(list),
                    declared.key().mark());
        }
        if (now != null) {
            return now;
        }
        Value before =
                target.stack() == null ? null : target.stack().parameters().get(name);
        if (before != null) {
            return Live.term(
                    before,
                    "the value that the parameter `" + name + "` has",
                    declared.key().mark());
        }
        Optional<Node> otherwise = Nodes.get(declared.value(), "Default");
        if (otherwise.isPresent() && otherwise.get() instanceof Node.Text text) {
            return new Literal(text.value(), text.kind(), secret, declared.key().mark());
        }
        if (otherwise.isPresent() && otherwise.get() instanceof Node.Sequence list) {
            List<String> texts =
                    list.items().stream().flatMap(it -> Nodes.text(it).stream()).toList();
            return new Literal(
                    String.join(",", texts), Kind.TEXT, secret, declared.key().mark());
        }
        mistakes.accuse(
                declared.key(),
                "the parameter " + Quote.of(name) + " has no value",
                "give it with " + Quote.of("--parameters " + name + "=…"));
        return new Unknown(
                "no value was given for the parameter `" + name + "`",
                declared.key().mark());
    }

    private static boolean isList(String type) {
        return type.equals("CommaDelimitedList") || type.startsWith("List<");
    }

    private static Listed split(Literal value) {
        List<Term> items = new ArrayList<>();
        if (!value.text().isEmpty()) {
            for (String it : value.text().split(",", -1)) {
                items.add(new Literal(it.strip(), Kind.TEXT, value.secret(), value.mark()));
            }
        }
        return new Listed(items, value.mark());
    }

    /// A parameter whose value names a parameter of SSM, whose value it takes.
    private Term stored(String name, Literal key, String type, Mark mark) {
        String inner = type.substring(SSM.length(), type.length() - 1);
        if (key.text().startsWith("/aws/service/")) {
            return new Unknown("AWS's parameter `" + key.text() + "` was not read", mark);
        }
        Optional<Resource.Parameter> found = target.parameter(key.text());
        if (found.isEmpty()) {
            return new Unknown(
                    target.sees(Area.PARAMETERS)
                            ? "there is no SSM parameter `" + key.text() + "` for `" + name
                                    + "`, so that the deploy would fail"
                            : "the SSM parameters were not seen",
                    mark);
        }
        Value value = found.get().value();
        if (value == null) {
            return new Unknown("the value of the SSM parameter `" + key.text() + "` was not read", mark);
        }
        Term term = Live.term(value, "the value of the SSM parameter `" + key.text() + "`", mark);
        return term instanceof Literal text && isList(inner) ? split(text) : term;
    }

    private void check(Member declared, Literal value, boolean secret) {
        Node body = declared.value();
        String shown = secret ? "its value" : Quote.of(value.text());
        String of = " of the parameter " + Quote.of(declared.key().value());
        List<String> allowed = Nodes.get(body, "AllowedValues").map(Nodes::items).orElse(List.of()).stream()
                .flatMap(it -> Nodes.text(it).stream())
                .toList();
        String type = Nodes.text(body, "Type").orElse("");
        List<String> parts = isList(type)
                ? split(value).items().stream()
                        .flatMap(it -> Terms.text(it).stream())
                        .toList()
                : List.of(value.text());
        if (!allowed.isEmpty() && !allowed.containsAll(parts) && !allowed.contains(value.text())) {
            mistakes.accuse(
                    declared.key(),
                    shown + " is not one of the allowed values" + of,
                    "allowed are " + Quote.of(allowed));
        }
        Optional<String> pattern = Nodes.text(body, "AllowedPattern");
        if (pattern.isPresent() && !type.startsWith(SSM) && !parts.stream().allMatch(it -> fits(pattern.get(), it))) {
            mistakes.accuse(
                    declared.key(), shown + " does not fit the pattern" + of, "it is " + Quote.of(pattern.get()));
        }
        boolean numbers = type.equals("Number") || type.equals("List<Number>");
        if (numbers && !parts.stream().allMatch(it -> NUMBER.matcher(it).matches())) {
            mistakes.accuse(declared.key(), shown + " is no number" + of, "");
        } else if (type.equals("Number")) {
            BigDecimal number = new BigDecimal(value.text());
            bound(body, "MinValue")
                    .filter(it -> number.compareTo(it) < 0)
                    .ifPresent(it -> mistakes.accuse(declared.key(), shown + " is below the " + it + of, ""));
            bound(body, "MaxValue")
                    .filter(it -> number.compareTo(it) > 0)
                    .ifPresent(it -> mistakes.accuse(declared.key(), shown + " is above the " + it + of, ""));
        }
        limit(body, "MinLength")
                .filter(it -> value.text().length() < it)
                .ifPresent(it -> mistakes.accuse(declared.key(), shown + " is shorter than the " + it + of, ""));
        limit(body, "MaxLength")
                .filter(it -> value.text().length() > it)
                .ifPresent(it -> mistakes.accuse(declared.key(), shown + " is longer than the " + it + of, ""));
    }

    private static Optional<Integer> limit(Node body, String name) {
        return Nodes.text(body, name).filter(it -> it.matches("[0-9]{1,9}")).map(Integer::valueOf);
    }

    private static Optional<BigDecimal> bound(Node body, String name) {
        return Nodes.text(body, name)
                .filter(it -> it.length() < 50 && NUMBER.matcher(it).matches())
                .map(BigDecimal::new);
    }

    private static boolean fits(String pattern, String value) {
        try {
            return Pattern.compile(pattern).matcher(value).matches();
        } catch (PatternSyntaxException | StackOverflowError _) {
            return true;
        }
    }
}
