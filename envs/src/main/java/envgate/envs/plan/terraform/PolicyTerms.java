package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Kind;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Sequence;
import envgate.envs.document.Node.Text;
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

/// Policies: those that stand in a plan as texts, and those that a data source will write during apply,
/// because something in them is not known yet.
///
/// See https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document.
final class PolicyTerms {

    private static final List<String> SOURCES =
            List.of("source_json", "override_json", "source_policy_documents", "override_policy_documents");

    private PolicyTerms() {}

    static Term term(Node node, Mark mark) {
        return switch (node) {
            case Text it -> new Literal(it.value(), it.kind(), false, mark);
            case Sequence it ->
                new Listed(it.items().stream().map(one -> term(one, mark)).toList(), mark);
            case Mapping it -> {
                Map<String, Term> members = new LinkedHashMap<>();
                it.members().forEach(one -> members.put(one.key().value(), term(one.value(), mark)));
                yield new Members(members, mark);
            }
        };
    }

    /// What the data source will write; nothing when it is made of other documents.
    static Optional<Term> document(Members data, Mark mark) {
        boolean composed = SOURCES.stream().anyMatch(it -> data.get(it).isPresent());
        if (composed || !(data.get("statement").orElse(null) instanceof Listed statements)) {
            return Optional.empty();
        }
        List<Term> written = new ArrayList<>();
        for (Term it : statements.items()) {
            if (!(it instanceof Members statement)) {
                return Optional.empty();
            }
            written.add(statement(statement, mark));
        }
        Map<String, Term> document = new LinkedHashMap<>();
        document.put("Version", data.get("version").orElse(Term.text("2012-10-17", mark)));
        document.put("Statement", new Listed(written, mark));
        return Optional.of(new Members(document, mark));
    }

    private static Term statement(Members from, Mark mark) {
        Map<String, Term> to = new LinkedHashMap<>();
        from.get("sid").ifPresent(it -> to.put("Sid", it));
        to.put("Effect", from.get("effect").orElse(Term.text("Allow", mark)));
        list(from, "actions", to, "Action");
        list(from, "not_actions", to, "NotAction");
        list(from, "resources", to, "Resource");
        list(from, "not_resources", to, "NotResource");
        principals(from, "principals", to, "Principal", mark);
        principals(from, "not_principals", to, "NotPrincipal", mark);
        conditions(from, to, mark);
        return new Members(to, mark);
    }

    private static void list(Members from, String name, Map<String, Term> to, String as) {
        from.get(name)
                .filter(it -> !(it instanceof Listed list && list.items().isEmpty()))
                .ifPresent(it -> to.put(as, written(it)));
    }

    /// `&{aws:username}` stands for `${aws:username}`, which Terraform would take for its own.
    private static Term written(Term term) {
        return switch (term) {
            case Literal it when it.secret() -> new Unknown("it is marked as sensitive", it.mark());
            case Literal it -> new Literal(it.text().replace("&{", "${"), Kind.TEXT, false, it.mark());
            case Listed it ->
                new Listed(it.items().stream().map(PolicyTerms::written).toList(), it.mark());
            default -> term;
        };
    }

    private static void principals(Members from, String name, Map<String, Term> to, String as, Mark mark) {
        Term blocks = from.get(name).orElse(new Listed(List.of(), mark));
        if (!(blocks instanceof Listed list)) {
            to.put(as, blocks);
            return;
        }
        Map<String, Term> kinds = new LinkedHashMap<>();
        for (Term it : list.items()) {
            if (!(it instanceof Members block)
                    || !(block.get("type").orElse(null) instanceof Literal kind)
                    || !(block.get("identifiers").orElse(null) instanceof Listed identifiers)) {
                to.put(as, new Unknown("who is meant is known after apply", mark));
                return;
            }
            boolean anyone = kind.text().equals("*");
            if (anyone) {
                to.put(as, Term.text("*", mark));
                return;
            }
            kinds.merge(kind.text(), written(identifiers), PolicyTerms::both);
        }
        if (!kinds.isEmpty()) {
            to.put(as, new Members(kinds, mark));
        }
    }

    private static Term both(Term one, Term other) {
        List<Term> all = new ArrayList<>();
        all.addAll(one instanceof Listed it ? it.items() : List.of(one));
        all.addAll(other instanceof Listed it ? it.items() : List.of(other));
        return new Listed(all, one.mark());
    }

    private static void conditions(Members from, Map<String, Term> to, Mark mark) {
        Term blocks = from.get("condition").orElse(new Listed(List.of(), mark));
        if (!(blocks instanceof Listed list)) {
            to.put("Condition", blocks);
            return;
        }
        Map<String, Map<String, Term>> tests = new LinkedHashMap<>();
        for (Term it : list.items()) {
            if (!(it instanceof Members block)
                    || !(block.get("test").orElse(null) instanceof Literal test)
                    || !(block.get("variable").orElse(null) instanceof Literal variable)
                    || block.get("values").isEmpty()) {
                to.put("Condition", new Unknown("a condition is known after apply", mark));
                return;
            }
            tests.computeIfAbsent(test.text(), _ -> new LinkedHashMap<>())
                    .merge(variable.text(), written(block.get("values").get()), PolicyTerms::both);
        }
        if (!tests.isEmpty()) {
            Map<String, Term> operators = new LinkedHashMap<>();
            tests.forEach((test, keys) -> operators.put(test, new Members(keys, mark)));
            to.put("Condition", new Members(operators, mark));
        }
    }
}
