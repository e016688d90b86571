package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Node.Text;
import envgate.envs.model.Origin;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import envgate.envs.plan.Term.Veiled;
import envgate.envs.plan.form.Wire;
import envgate.envs.source.capture.Planned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The outputs of the root module: `output_changes` says which are known, taken away or secret,
/// `planned_values` has besides those that do not change, which earlier versions of Terraform leave out.
///
/// See https://developer.hashicorp.com/terraform/internals/json-format#plan-representation.
final class RootOutputs {

    private final Node plan;
    private final Wire wire;

    RootOutputs(Node plan, Wire wire) {
        this.plan = plan;
        this.wire = wire;
    }

    /// An output without a value, which Terraform does not keep, is none.
    List<Planned.Told> told() {
        Map<String, Planned.Told> told = new TreeMap<>();
        Map<String, Node> values = index("planned_values", "outputs");
        Map<String, Node> changes = index("output_changes");
        values.forEach((name, it) -> {
            if (!changes.containsKey(name)) {
                Optional<Node> value = Tree.get(it, "value");
                String reason = "the plan does not tell output `" + name + "`";
                Term term = value.flatMap(one -> Blend.term(name, one, null, null, isSecret(it), one.mark()))
                        .orElse(new Unknown(reason, it.mark()));
                told.put(name, told(name, term, it.mark()));
            }
        });
        changes.forEach((name, it) -> {
            Node value = values.get(name);
            if (isTakenAway(it)) {
                told.put(name, told(name, null, it.mark()));
            } else {
                after(name, it, value != null && isSecret(value))
                        .ifPresent(term -> told.put(name, told(name, term, it.mark())));
            }
        });
        return new ArrayList<>(told.values());
    }

    private Map<String, Node> index(String... path) {
        Map<String, Node> index = new TreeMap<>();
        for (Member it : Tree.members(plan, path)) {
            index.put(it.key().value(), it.value());
        }
        return index;
    }

    private static boolean isSecret(Node output) {
        return Tree.isTrue(output, "sensitive");
    }

    private static boolean isTakenAway(Node change) {
        List<Node> actions = Tree.items(change, "actions");
        return actions.size() == 1
                && actions.getFirst() instanceof Text it
                && it.value().equals("delete");
    }

    private static Optional<Term> after(String name, Node change, boolean secret) {
        return Blend.term(
                name,
                Tree.get(change, "after").orElse(null),
                Tree.get(change, "after_unknown").orElse(null),
                Tree.get(change, "after_sensitive").orElse(null),
                secret,
                change.mark());
    }

    private Planned.Told told(String name, @Nullable Term term, Mark mark) {
        return new Planned.Told(name, term == null ? null : text(term), new Origin.FileLine(mark.file(), mark.line()));
    }

    /// What is no single text stands as JSON, and is secret or unknown where any part of it is.
    private String text(Term term) {
        Optional<Term> open = parts(term).filter(Unknown.class::isInstance).findFirst();
        if (open.isPresent()) {
            return wire.of(open.get()).stringValue();
        }
        JsonNode written = wire.of(term);
        if (written.isString()) {
            return written.stringValue();
        }
        boolean secret = parts(term).anyMatch(it -> it instanceof Literal one && one.secret());
        return wire.of(new Literal(written.toString(), Node.Kind.TEXT, secret, term.mark()))
                .stringValue();
    }

    private static Stream<Term> parts(Term term) {
        return switch (term) {
            case Listed it -> it.items().stream().flatMap(RootOutputs::parts);
            case Members it -> it.members().values().stream().flatMap(RootOutputs::parts);
            case Literal _, Unknown _, Veiled _ -> Stream.of(term);
        };
    }
}
