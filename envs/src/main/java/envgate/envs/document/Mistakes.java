package envgate.envs.document;

import envgate.envs.document.BadInput.Mistake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// Collects what is wrong with a text, so that all of it is said at once.
public final class Mistakes {

    private static final Comparator<Mistake> ORDER = Comparator.comparing(Mistake::file)
            .thenComparingInt(Mistake::line)
            .thenComparingInt(Mistake::column)
            .thenComparing(Mistake::message);

    private final List<Mistake> mistakes = new ArrayList<>();
    private final Set<Node> accused = Collections.newSetFromMap(new IdentityHashMap<>());

    public void add(Mark mark, String message, String next) {
        mistakes.add(new Mistake(mark.file(), mark.line(), mark.column(), message, next));
    }

    /// Says what is wrong with a node, unless something was said about it before: whoever looks second
    /// may only see what follows from it.
    public void accuse(Node node, String message, String next) {
        if (accused.add(node)) {
            add(node.mark(), message, next);
        }
    }

    /// Whether something was said about this node.
    public boolean accuses(Node node) {
        return accused.contains(node);
    }

    public boolean isEmpty() {
        return mistakes.isEmpty();
    }

    /// All of them, in the order of the text.
    public List<Mistake> all() {
        return mistakes.stream().distinct().sorted(ORDER).toList();
    }

    /// @throws BadInput with all mistakes, in the order of the text
    public void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw new BadInput(all());
        }
    }
}
