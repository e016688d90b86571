package envgate.envs.plan.sam;

import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;

/// What AWS's transform would refuse in one resource; the other resources are looked at all the same.
final class SamMistake extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Mark mark;
    private final String text;
    private final String next;

    SamMistake(Tree at, String message, String next) {
        this(at.mark(), message, next);
    }

    SamMistake(Mark mark, String message, String next) {
        super(message, null, false, false);
        this.mark = mark;
        this.text = message;
        this.next = next;
    }

    void add(Mistakes mistakes) {
        mistakes.add(mark, text, next);
    }
}
