package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Answers, for all requests there are, whether policies grant any of them.
///
/// Actions are texts `service:name` and resources are ARNs, or `*` for actions that know no resources; both stand for
/// themselves, whether AWS knows an action or not, as in
/// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html. All patterns are
/// followed at once from letter to letter, so that a witness is a request and its absence is a proof.
public final class Grants {

    private final List<Inquest> inquests = new ArrayList<>();

    private Grants(String caller, List<Matcher> principals, BiFunction<Asker, Board, Formula> question) {
        Optional<Asker> known = Asker.of(caller);
        List<Asker> askers = known.map(List::of)
                .orElseGet(() -> principals.isEmpty() ? List.of(new Asker("")) : Asker.all(principals));
        askers.forEach(it -> inquests.add(new Inquest(it, board -> question.apply(it, board))));
    }

    /// Policies, prepared to be asked again and again.
    public static Grants of(Rights policies) {
        return new Grants(
                policies.caller(),
                Side.principals(policies),
                (asker, board) -> Side.of(policies, asker, board, asker.settled(), true));
    }

    /// Whether any of what is wanted is granted.
    public static Granted any(Rights policies, List<Wanted> wanted) {
        return of(policies).any(wanted);
    }

    /// Whether `after` allows any request that `before` does not.
    public static Granted more(Rights before, Rights after) {
        List<Matcher> principals = new ArrayList<>(Side.principals(before));
        principals.addAll(Side.principals(after));
        return new Grants(
                        after.caller(),
                        principals,
                        (asker, board) -> Formula.and(
                                Side.of(after, asker, board, asker.settled(), true),
                                Formula.not(Side.of(before, asker, board, asker.settled(), false))))
                .any(List.of(Wanted.ANYTHING));
    }

    /// Whether any of what is wanted is granted.
    public Granted any(List<Wanted> wanted) {
        Granted best = new Granted.Nothing();
        List<String> unsure = new ArrayList<>();
        for (Inquest it : inquests) {
            Granted answer = it.ask(wanted);
            if (answer instanceof Granted.Some some) {
                if (some.conditions().isEmpty()) {
                    return some;
                }
                best = best instanceof Granted.Some ? best : some;
            }
            if (answer instanceof Granted.Unsure(List<String> missing)) {
                unsure.addAll(missing);
            }
        }
        return best instanceof Granted.Some || unsure.isEmpty() ? best : new Granted.Unsure(unsure);
    }
}
