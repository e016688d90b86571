package envgate.envs.plan.terraform;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
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
import org.jspecify.annotations.Nullable;

/// The attributes of a resource or of a block in it, before or after the deploy.
///
/// Only values may be secret. Where a sensitive value says how a thing is built, it is not told, and so
/// unknown.
///
/// @param references null before the deploy, when all is known
record Attributes(
        ResourceChange change,
        List<String> path,
        Members values,
        @Nullable References references) {

    static Attributes after(ResourceChange change, References references) {
        return new Attributes(change, List.of(), change.after(), references);
    }

    static Attributes before(ResourceChange change) {
        return new Attributes(change, List.of(), change.before(), null);
    }

    Mark mark() {
        return change.mark();
    }

    /// A value that may be secret.
    Optional<Term> value(String name) {
        return values.get(name);
    }

    Optional<Term> get(String name) {
        return values.get(name).map(it -> visible(it, name));
    }

    private Term visible(Term term, String name) {
        return switch (term) {
            case Literal it
            when it.secret() ->
                new Unknown("`" + change.address() + "." + name + "` is marked as sensitive", it.mark());
            case Listed it ->
                new Listed(it.items().stream().map(one -> visible(one, name)).toList(), it.mark());
            case Members it -> {
                Map<String, Term> members = new LinkedHashMap<>();
                it.members().forEach((key, one) -> members.put(key, visible(one, name)));
                yield new Members(members, it.mark());
            }
            default -> term;
        };
    }

    String text(String name) {
        return get(name).flatMap(References::text).orElse("");
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    /// Whether it is there and no empty text or list: the provider writes what was left out as either.
    boolean has(String name) {
        return switch (values.get(name).orElse(null)) {
            case null -> false;
            case Literal it -> !it.text().isEmpty();
            case Listed it -> !it.items().isEmpty();
            case Term _ -> true;
        };
    }

    /// Whether the configuration gives it, or would not say; what is computed is AWS's and not the plan's.
    boolean isGiven(Configuration configuration, String name) {
        return configuration.gives(change, name).orElse(has(name));
    }

    /// An identifier of one thing; empty texts are none.
    Optional<Term> id(String name, String wanted) {
        Optional<Term> term = get(name).filter(_ -> has(name));
        References known = references;
        return term.map(it ->
                it instanceof Unknown unknown && known != null ? known.one(change, at(name), wanted, unknown) : it);
    }

    /// Identifiers of several things.
    Optional<Term> ids(String name, String wanted) {
        References known = references;
        if (known == null) {
            return get(name);
        }
        return get(name).map(it -> switch (it) {
            case Unknown unknown -> known.all(change, at(name), wanted, unknown);
            case Listed list -> filled(list, known.texts(change, at(name), wanted));
            default -> it;
        });
    }

    /// A list of which some are known: as many as are not have to be referred to.
    private static Term filled(Listed list, List<String> found) {
        long open = list.items().stream().filter(Unknown.class::isInstance).count();
        if (open == 0 || open != found.size()) {
            return list;
        }
        List<Term> items = new ArrayList<>();
        int next = 0;
        for (Term it : list.items()) {
            items.add(it instanceof Unknown ? Term.text(found.get(next++), it.mark()) : it);
        }
        return new Listed(items, list.mark());
    }

    private List<String> at(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    /// The blocks of a name; nothing when how many there are is not known.
    List<Attributes> blocks(String name) {
        List<Attributes> blocks = new ArrayList<>();
        if (values.get(name).orElse(null) instanceof Listed list) {
            for (int i = 0; i < list.items().size(); i++) {
                List<String> deeper = at(name);
                deeper.add(Integer.toString(i));
                if (list.items().get(i) instanceof Members members) {
                    blocks.add(new Attributes(change, deeper, members, references));
                }
            }
        }
        return blocks;
    }

    Optional<Unknown> unknown(String name) {
        return get(name).filter(Unknown.class::isInstance).map(Unknown.class::cast);
    }

    /// A JSON document that stands as a text.
    Optional<Term> document(String name) {
        Optional<Term> term = get(name).filter(_ -> has(name));
        References known = references;
        if (term.orElse(null) instanceof Unknown && known != null) {
            return known.document(change, at(name))
                    .flatMap(it -> PolicyTerms.document(it.after(), it.mark()))
                    .or(() -> term);
        }
        return term.map(it -> it instanceof Literal text ? parsed(text) : it);
    }

    private static Term parsed(Literal text) {
        return envgate.envs.document.Document.readJson(
                        "", text.text().getBytes(java.nio.charset.StandardCharsets.UTF_8), new Mistakes())
                .map(it -> PolicyTerms.term(it, text.mark()))
                .filter(Members.class::isInstance)
                .orElse(text);
    }
}
