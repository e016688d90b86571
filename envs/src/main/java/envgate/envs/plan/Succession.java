package envgate.envs.plan;

import envgate.envs.document.BadInput;
import envgate.envs.document.BadInput.Mistake;
import envgate.envs.source.capture.Recording;
import envgate.envs.source.capture.Redaction;
import java.util.ArrayList;
import java.util.List;

/// Several plans, each laid over what the one before it leaves; the mistakes of all are said at once.
public record Succession(List<Plan> plans) implements Plan {

    public Succession {
        plans = List.copyOf(plans);
    }

    @Override
    public Recording over(Recording live, Redaction redaction) {
        List<Mistake> mistakes = new ArrayList<>();
        Recording planned = live;
        for (Plan it : plans) {
            try {
                planned = redaction.apply(it.over(planned, redaction));
            } catch (BadInput bad) {
                mistakes.addAll(bad.mistakes());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new BadInput(mistakes);
        }
        return planned;
    }

    @Override
    public Plan asking(ChangeSets there) {
        return new Succession(plans.stream().map(it -> it.asking(there)).toList());
    }
}
