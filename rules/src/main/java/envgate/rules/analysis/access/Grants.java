package envgate.rules.analysis.access;

import envgate.envs.model.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;

/// Answers, for all requests there are, whether policies grant any of them.
///
/// Actions are texts `service:name` and resources are ARNs, or `*` for actions that know no resources; both stand for
/// themselves, whether AWS knows an action or not, as in
/// https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_CheckAccessNotGranted.html. All patterns are
/// followed at once from letter to letter, so that a witness is a request and its absence is a proof.
public final class Grants {

    private final List<Inquest> inquests = new ArrayList<>();

    /// Says in a formula when something is granted.
    private interface Question {

        Formula of(Asker asker, Board board, Settled settled);
    }

    private Grants(String caller, List<Rights> policies, Question question) {
        String owner = policies.getLast().resourceAccount();
        boolean bounded = policies.stream().anyMatch(it -> !it.boundary().isEmpty());
        List<Matcher> principals =
                policies.stream().flatMap(it -> Side.principals(it).stream()).toList();
        List<Asker> askers = caller.isEmpty() ? Asker.all(principals, bounded) : Asker.of(caller, principals, bounded);
        for (Asker asker : askers) {
            for (Cases it : Cases.of(asker.settled(), policies.stream())) {
                inquests.add(new Inquest(asker, it, owner, board -> question.of(asker, board, it.settled())));
            }
        }
    }

    /// Whether somebody can ask by this name: a role, user, session, account, service, or `*`; empty for anyone.
    public static boolean isCaller(String name) {
        return Principal.parse(name, false).isPresent();
    }

    /// Policies, prepared to be asked again and again.
    public static Grants of(Rights policies) {
        return new Grants(
                policies.caller(),
                List.of(policies),
                (asker, board, settled) -> Side.of(policies, asker, board, settled, true));
    }

    /// Whether any of what is wanted is granted.
    public static Granted any(Rights policies, List<Wanted> wanted) {
        return of(policies).any(wanted);
    }

    /// Whether `after` allows any request that `before` does not.
    public static Granted more(Rights before, Rights after) {
        return new Grants(
                        after.caller(),
                        List.of(before, after),
                        (asker, board, settled) -> Formula.and(
                                Side.of(after, asker, board, settled, true),
                                Formula.not(Side.of(before, asker, board, settled, false))))
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
