package envgate.envs.plan.template;

import envgate.envs.document.Node;
import envgate.envs.plan.Term;
import envgate.envs.plan.Term.Listed;
import envgate.envs.plan.Term.Literal;
import envgate.envs.plan.Term.Members;
import envgate.envs.plan.Term.Unknown;
import envgate.envs.plan.Term.Veiled;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Questions about terms.
final class Terms {

    private Terms() {}

    /// Its text, if it is known and one.
    static Optional<String> text(Term term) {
        return term instanceof Literal it ? Optional.of(it.text()) : Optional.empty();
    }

    static boolean isSecret(Term term) {
        return switch (term) {
            case Literal it -> it.secret();
            case Listed it -> it.items().stream().anyMatch(Terms::isSecret);
            case Members it -> it.members().values().stream().anyMatch(Terms::isSecret);
            case Veiled _ -> true;
            case Unknown _ -> false;
        };
    }

    /// Why a term has no text.
    static String reason(Term term) {
        return switch (term) {
            case Unknown it -> it.reason();
            case Veiled _ -> "it is made of a value that is hidden";
            case Listed _ -> "it is a list";
            case Members _ -> "it has members and is no text";
            case Literal _ -> "it is known";
        };
    }

    /// The first part of a term that is not known.
    static Optional<Term> unknown(Term term) {
        return switch (term) {
            case Literal _ -> Optional.empty();
            case Unknown it -> Optional.of(it);
            case Veiled it -> Optional.of(it);
            case Listed it ->
                it.items().stream().flatMap(one -> unknown(one).stream()).findFirst();
            case Members it ->
                it.members().values().stream()
                        .flatMap(one -> unknown(one).stream())
                        .findFirst();
        };
    }

    /// Whether two terms are the same for `Fn::Equals`; nothing when that is not known.
    static Optional<Boolean> same(Term one, Term other) {
        if (one instanceof Literal a && other instanceof Literal b) {
            return Optional.of(a.text().equals(b.text()));
        }
        if (one instanceof Listed a && other instanceof Listed b) {
            boolean same = a.items().size() == b.items().size();
            boolean sure = true;
            for (int i = 0; same && i < a.items().size(); i++) {
                Optional<Boolean> each = same(a.items().get(i), b.items().get(i));
                sure &= each.isPresent();
                same = each.orElse(true);
            }
            return same && !sure ? Optional.empty() : Optional.of(same);
        }
        if (one instanceof Members a && other instanceof Members b) {
            boolean same = a.members().keySet().equals(b.members().keySet());
            boolean sure = true;
            for (Map.Entry<String, Term> it : a.members().entrySet()) {
                Optional<Term> beside = b.get(it.getKey());
                Optional<Boolean> each = beside.isEmpty() ? Optional.of(false) : same(it.getValue(), beside.get());
                sure &= each.isPresent();
                same &= each.orElse(true);
            }
            return same && !sure ? Optional.empty() : Optional.of(same);
        }
        boolean blind =
                one instanceof Unknown || other instanceof Unknown || one instanceof Veiled || other instanceof Veiled;
        return blind ? Optional.empty() : Optional.of(false);
    }

    /// The same as a part of a template; nothing when it is secret or not known.
    static Optional<Node> node(Term term) {
        return switch (term) {
            case Literal it when it.secret() -> Optional.empty();
            case Literal it -> Optional.of(new Node.Text(it.text(), it.text(), it.kind(), it.mark()));
            case Listed it -> {
                List<Node> items =
                        it.items().stream().flatMap(one -> node(one).stream()).toList();
                yield items.size() == it.items().size()
                        ? Optional.of(new Node.Sequence(items, it.mark()))
                        : Optional.empty();
            }
            case Members _, Unknown _, Veiled _ -> Optional.empty();
        };
    }
}
