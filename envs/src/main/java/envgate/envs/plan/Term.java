package envgate.envs.plan;

import envgate.envs.document.Mark;
import envgate.envs.document.Node;
import envgate.envs.model.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an expression of a plan comes to, and where it is written.
public sealed interface Term {

    Mark mark();

    /// A text, number or flag.
    ///
    /// @param secret whether anything that it is made of is secret by declaration
    record Literal(String text, Node.Kind kind, boolean secret, Mark mark) implements Term {}

    /// A list.
    record Listed(List<Term> items, Mark mark) implements Term {

        public Listed {
            items = List.copyOf(items);
        }
    }

    /// Members by name, in the order in which they are written.
    record Members(Map<String, Term> members, Mark mark) implements Term {

        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public Optional<Term> get(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }

    /// What cannot be known before the deploy, or could not be seen.
    record Unknown(String reason, Mark mark) implements Term {}

    /// What is known to be there and may not be known.
    record Veiled(Value.Hidden hidden, Mark mark) implements Term {}

    static Literal text(String text, Mark mark) {
        return new Literal(text, Node.Kind.TEXT, false, mark);
    }
}
