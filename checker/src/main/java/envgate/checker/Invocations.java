package envgate.checker;

import envgate.envs.model.LambdaFunction;
import envgate.envs.model.Origin;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Trigger;
import envgate.envs.source.aws.DryRun;
import envgate.rules.analysis.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What `envgate verify --invoke` asks Lambda about, and how what it says is told.
final class Invocations {

    private Invocations() {}

    /// Each function, and each alias or version of it that a trigger names.
    static List<DryRun> of(Snapshot snapshot) {
        List<DryRun> runs = new ArrayList<>();
        for (LambdaFunction it : snapshot.functions()) {
            runs.add(new DryRun(it.name(), "", it.arn().region()));
            Set<String> qualifiers = new TreeSet<>();
            for (Trigger trigger : snapshot.triggers()) {
                String arn = it.arn() + ":";
                if (trigger.functionArn().startsWith(arn)) {
                    qualifiers.add(trigger.functionArn().substring(arn.length()));
                }
            }
            // A stage variable stands for an alias that is known when the API is called.
            qualifiers.removeIf(qualifier -> !qualifier.matches("[a-zA-Z0-9$_-]+"));
            qualifiers.forEach(qualifier ->
                    runs.add(new DryRun(it.name(), qualifier, it.arn().region())));
        }
        return runs;
    }

    static String words(DryRun run) {
        return run.function() + (run.qualifier().isEmpty() ? "" : ":" + run.qualifier()) + " in " + run.region();
    }

    static List<Standing> standings(List<DryRun.Result> results, Snapshot snapshot) {
        List<Standing> standings = new ArrayList<>();
        for (DryRun.Result it : results) {
            String what = "dry run"
                    + (it.run().qualifier().isEmpty() ? "" : " of `" + it.run().qualifier() + "`");
            switch (it.kind()) {
                case FINE -> {}
                case REFUSED ->
                    standings.add(standing(Standing.Kind.FAILED, it, what + " refused: " + it.reason(), snapshot));
                case UNKNOWN ->
                    standings.add(standing(Standing.Kind.UNANSWERED, it, what + ": " + it.reason(), snapshot));
            }
        }
        return standings;
    }

    private static Standing standing(Standing.Kind kind, DryRun.Result it, String detail, Snapshot snapshot) {
        return snapshot.function(it.run().function())
                .map(one -> new Standing(kind, one.logicalName(), detail, one.origin()))
                .orElseGet(() -> new Standing(kind, it.run().function(), detail, new Origin.Unknown()));
    }
}
