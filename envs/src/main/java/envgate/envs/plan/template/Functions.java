package envgate.envs.plan.template;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Export;
import envgate.envs.plan.Settlement;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The functions that make values of values, each as its page says:
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html.
final class Functions {

    private static final Pattern HOLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

    private final Evaluator evaluator;
    private final Template template;
    private final Target target;
    private final Mistakes mistakes;
    private final Set<String> imports = new TreeSet<>();

    Functions(Evaluator evaluator, Template template, Target target, Mistakes mistakes) {
        this.evaluator = evaluator;
        this.template = template;
        this.target = target;
        this.mistakes = mistakes;
    }

    private Unknown wrong(Node at, String message, Mark mark) {
        mistakes.accuse(at, message, "");
        return new Unknown("it is made by a function that is used wrongly", mark);
    }

    private static Unknown blind(Term term, Mark mark) {
        return new Unknown(Terms.reason(term), mark);
    }

    private static List<Node> list(Node node) {
        return node instanceof Sequence it ? it.items() : List.of();
    }

    /// `${Name}`, `${Name.Attribute}`, `${!Literal}`; what is put in is not looked at again.
    Term sub(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        Node template = parts.isEmpty() ? argument : parts.getFirst();
        Map<String, Node> own = new TreeMap<>();
        boolean listed = argument instanceof Sequence;
        if (!(template instanceof Text text) || (listed && (parts.size() != 2 || !(parts.get(1) instanceof Mapping)))) {
            return wrong(argument, "`Fn::Sub` takes a text, or a list of a text and its variables", mark);
        }
        if (listed) {
            Nodes.members(parts.get(1)).forEach(it -> own.put(it.key().value(), it.value()));
        }
        StringBuilder made = new StringBuilder();
        boolean secret = false;
        Matcher hole = HOLE.matcher(text.value());
        while (hole.find()) {
            String name = hole.group(2).strip();
            if (!hole.group(1).isEmpty()) {
                hole.appendReplacement(made, Matcher.quoteReplacement("${" + hole.group(2) + "}"));
                continue;
            }
            Optional<Term> value = filled(name, own, text, mark);
            Optional<String> filled = value.isEmpty() ? Optional.of("") : joined(value.get(), ",");
            if (filled.isEmpty()) {
                return blind(Terms.unknown(value.orElseThrow()).orElse(value.orElseThrow()), mark);
            }
            secret |= value.isPresent() && Terms.isSecret(value.get());
            hole.appendReplacement(made, Matcher.quoteReplacement(filled.get()));
        }
        return new Literal(hole.appendTail(made).toString(), Kind.TEXT, secret, mark);
    }

    private Optional<Term> filled(String name, Map<String, Node> own, Text text, Mark mark) {
        Node mine = own.get(name);
        if (mine != null) {
            return evaluator.value(mine);
        }
        int dot = name.indexOf('.');
        return dot > 0
                ? Optional.of(evaluator.attribute(name.substring(0, dot), name.substring(dot + 1), text, mark))
                : evaluator.named(name, text, mark);
    }

    /// The text of a term, or of its items.
    private static Optional<String> joined(Term term, String delimiter) {
        return switch (term) {
            case Literal it -> Optional.of(it.text());
            case Listed it -> {
                List<String> parts = new ArrayList<>();
                for (Term item : it.items()) {
                    Optional<String> part = joined(item, delimiter);
                    if (part.isEmpty()) {
                        yield Optional.empty();
                    }
                    parts.add(part.get());
                }
                yield Optional.of(String.join(delimiter, parts));
            }
            case Term.Members _, Term.Veiled _, Unknown _ -> Optional.empty();
        };
    }

    Term join(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        if (parts.size() != 2) {
            return wrong(argument, "`Fn::Join` takes a list of a delimiter and a list of values", mark);
        }
        Optional<Term> delimiter = evaluator.value(parts.get(0));
        Optional<Term> values = evaluator.value(parts.get(1));
        if (delimiter.flatMap(Terms::text).isEmpty() && delimiter.isPresent()) {
            return blind(delimiter.get(), mark);
        }
        if (values.isEmpty()) {
            return Term.text("", mark);
        }
        if (values.get() instanceof Literal) {
            return wrong(parts.get(1), "`Fn::Join` joins a list, and this is none", mark);
        }
        Optional<String> text =
                joined(values.get(), delimiter.flatMap(Terms::text).orElse(""));
        return text.isPresent()
                ? new Literal(text.get(), Kind.TEXT, Terms.isSecret(values.get()), mark)
                : blind(Terms.unknown(values.get()).orElse(values.get()), mark);
    }

    Term split(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        if (parts.size() != 2) {
            return wrong(argument, "`Fn::Split` takes a list of a delimiter and a text", mark);
        }
        Optional<Term> delimiter = evaluator.value(parts.get(0));
        Optional<Term> text = evaluator.value(parts.get(1));
        if (delimiter.flatMap(Terms::text).isEmpty()
                || text.flatMap(Terms::text).isEmpty()) {
            Term why = text.filter(it -> Terms.text(it).isEmpty())
                    .or(() -> delimiter)
                    .orElse(new Unknown("there is nothing to split", mark));
            return blind(why, mark);
        }
        List<Term> items = new ArrayList<>();
        String by = delimiter.flatMap(Terms::text).orElseThrow();
        String whole = text.flatMap(Terms::text).orElseThrow();
        if (Settlement.isPlaceholder(whole) && !whole.contains(by)) {
            return blind(new Unknown("what is split is named by AWS, after the deploy", mark), mark);
        }
        for (String it : whole.split(Pattern.quote(by), -1)) {
            items.add(new Literal(it, Kind.TEXT, Terms.isSecret(text.get()), mark));
        }
        return new Listed(items, mark);
    }

    Optional<Term> select(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        if (parts.size() != 2) {
            return Optional.of(wrong(argument, "`Fn::Select` takes a list of an index and a list", mark));
        }
        Optional<Term> index = evaluator.value(parts.get(0));
        Optional<Term> items = evaluator.value(parts.get(1));
        if (items.isPresent() && !(items.get() instanceof Listed)) {
            return Optional.of(
                    items.get() instanceof Literal
                            ? wrong(parts.get(1), "`Fn::Select` selects of a list, and this is none", mark)
                            : blind(items.get(), mark));
        }
        Optional<String> number = index.flatMap(Terms::text);
        if (number.isEmpty()) {
            return Optional.of(blind(index.orElse(new Unknown("there is no index", mark)), mark));
        }
        List<Term> all = items.map(it -> ((Listed) it).items()).orElse(List.of());
        if (!number.get().matches("[0-9]{1,6}") || Integer.parseInt(number.get()) >= all.size()) {
            return Optional.of(wrong(
                    parts.get(0),
                    "`Fn::Select` cannot select " + Quote.of(number.get()) + " of a list of " + all.size(),
                    mark));
        }
        return Optional.of(all.get(Integer.parseInt(number.get())));
    }

    Optional<Term> findInMap(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        if (parts.size() < 3 || parts.size() > 4) {
            return Optional.of(wrong(argument, "`Fn::FindInMap` takes a map and two keys", mark));
        }
        Optional<Node> otherwise = parts.size() == 4 ? Nodes.get(parts.get(3), "DefaultValue") : Optional.empty();
        Optional<Node> at = Nodes.get(template.root(), "Mappings");
        for (int i = 0; i < 3; i++) {
            Optional<Term> key = evaluator.value(parts.get(i));
            Optional<String> text = key.flatMap(Terms::text);
            if (text.isEmpty()) {
                return Optional.of(blind(key.orElse(new Unknown("a key is missing", mark)), mark));
            }
            Optional<Node> here = at;
            at = at.flatMap(it -> Nodes.get(it, text.get()));
            if (at.isEmpty() && otherwise.isPresent()) {
                return evaluator.value(otherwise.get());
            }
            if (at.isEmpty()) {
                List<String> known = here.map(Nodes::members).orElse(List.of()).stream()
                        .map(it -> it.key().value())
                        .toList();
                String what = i == 0 ? "there is no mapping " : "the mapping has no key ";
                mistakes.accuse(parts.get(i), what + Quote.of(text.get()), Quote.nearest(text.get(), known));
                return Optional.of(new Unknown("it is not in the mapping", mark));
            }
        }
        return evaluator.value(at.orElseThrow());
    }

    /// An export of the target; that nothing exports it is for a rule to say.
    Term importValue(Node argument, Mark mark) {
        Optional<Term> named = evaluator.value(argument);
        Optional<String> name = named.flatMap(Terms::text);
        if (name.isEmpty()) {
            return blind(named.orElse(new Unknown("the import has no name", mark)), mark);
        }
        imports.add(name.get());
        Optional<Export> export = target.export(name.get());
        if (export.isPresent()) {
            return Live.term(export.get().value(), "the value of the export `" + name.get() + "`", mark);
        }
        return new Unknown(
                target.sees(Area.EXPORTS)
                        ? "no stack exports `" + name.get() + "`, so that the deploy would fail"
                        : "the exports of the account were not seen",
                mark);
    }

    /// An output of any stack that the environment shows; of other regions and accounts nothing is known.
    Term getStackOutput(Node argument, Mark mark) {
        Optional<Term> stack = Nodes.get(argument, "StackName").flatMap(evaluator::value);
        Optional<Term> output = Nodes.get(argument, "OutputName").flatMap(evaluator::value);
        if (stack.isEmpty() || output.isEmpty()) {
            return wrong(argument, "`Fn::GetStackOutput` takes a `StackName` and an `OutputName`", mark);
        }
        Optional<String> name = Terms.text(stack.get());
        Optional<String> key = Terms.text(output.get());
        if (name.isEmpty() || key.isEmpty()) {
            return blind(name.isEmpty() ? stack.get() : output.get(), mark);
        }
        Optional<String> region =
                Nodes.get(argument, "Region").flatMap(evaluator::value).flatMap(Terms::text);
        boolean elsewhere = Nodes.get(argument, "RoleArn").isPresent()
                || !region.orElse(target.region()).equals(target.region());
        return target.live().stacks().stream()
                .filter(it -> !elsewhere && it.name().equals(name.get()))
                .flatMap(it -> Optional.ofNullable(it.outputs().get(key.get())).stream())
                .findFirst()
                .map(it -> Live.term(it.value(), "the output `" + key.get() + "` of `" + name.get() + "`", mark))
                .orElse(new Unknown(
                        "the output `" + key.get() + "` of the stack `" + name.get() + "` was not seen", mark));
    }

    /// Names of the exports that were asked for.
    Set<String> imports() {
        return imports;
    }

    Term base64(Node argument, Mark mark) {
        Optional<Term> value = evaluator.value(argument);
        return value.isPresent() && value.get() instanceof Literal it
                ? new Literal(
                        Base64.getEncoder().encodeToString(it.text().getBytes(StandardCharsets.UTF_8)),
                        Kind.TEXT,
                        it.secret(),
                        mark)
                : blind(value.orElse(new Unknown("there is nothing to encode", mark)), mark);
    }

    Term length(Node argument, Mark mark) {
        Optional<Term> value = evaluator.value(argument);
        if (value.isPresent() && value.get() instanceof Listed list) {
            return new Literal(Integer.toString(list.items().size()), Kind.NUMBER, false, mark);
        }
        return value.isPresent() && value.get() instanceof Literal
                ? wrong(argument, "`Fn::Length` counts a list, and this is none", mark)
                : blind(value.orElse(new Unknown("there is no list", mark)), mark);
    }

    Term toJsonString(Node argument, Mark mark) {
        Optional<Term> value = evaluator.value(argument);
        if (value.isEmpty() || value.get() instanceof Literal) {
            return wrong(argument, "`Fn::ToJsonString` takes a map or a list", mark);
        }
        Optional<Term> unknown = Terms.unknown(value.get());
        return unknown.isPresent()
                ? blind(unknown.get(), mark)
                : new Literal(JsonLiteral.of(value.get()), Kind.TEXT, Terms.isSecret(value.get()), mark);
    }

    Term cidr(Node argument, Mark mark) {
        List<Node> parts = list(argument);
        if (parts.size() < 2 || parts.size() > 3) {
            return wrong(argument, "`Fn::Cidr` takes a block, a count and the bits of each", mark);
        }
        List<String> texts = new ArrayList<>();
        for (Node it : parts) {
            Optional<Term> value = evaluator.value(it);
            if (value.flatMap(Terms::text).isEmpty()) {
                return blind(value.orElse(new Unknown("an argument is missing", mark)), mark);
            }
            texts.add(value.flatMap(Terms::text).orElseThrow());
        }
        Optional<List<String>> blocks = Blocks.of(texts.get(0), texts.get(1), texts.size() == 3 ? texts.get(2) : "");
        if (blocks.isEmpty()) {
            return wrong(argument, "`Fn::Cidr` cannot make so many blocks of " + Quote.of(texts.get(0)), mark);
        }
        return new Listed(
                blocks.get().stream().<Term>map(it -> Term.text(it, mark)).toList(), mark);
    }
}
