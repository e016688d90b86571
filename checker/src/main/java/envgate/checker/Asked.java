package envgate.checker;

import envgate.envs.document.BadInput;
import envgate.envs.document.Quote;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.LambdaFunction;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import java.util.List;
import java.util.Optional;

/// A function that the user asks about, and what follows from its environment.
record Asked(Facts facts, LambdaFunction function) {

    /// Nothing when the function may exist but was not seen, which is said.
    ///
    /// @param name logical name of the function, or AWS's
    static Optional<Asked> about(String environment, String name, Run run, SourceOptions source) {
        return about(List.of(environment), name, run, source).map(List::getFirst);
    }

    /// The function of one name in each of several environments; nothing when one of them was not seen.
    static Optional<List<Asked>> about(List<String> environments, String name, Run run, SourceOptions source) {
        Complaints mistakes = new Complaints();
        SourceOptions.Manner manner = source.manner(run, mistakes);
        ProjectFile project = source.project(run, environments, mistakes);
        Fleet fleet = Fleet.of(Pipe.read(run, project, manner), project.intent());
        List<Asked> all = environments.stream()
                .flatMap(it -> in(fleet.environment(it), name, run).stream())
                .toList();
        return all.size() == environments.size() ? Optional.of(all) : Optional.empty();
    }

    private static Optional<Asked> in(Facts facts, String name, Run run) {
        String environment = facts.environment();
        List<LambdaFunction> functions = facts.snapshot().functions();
        Optional<LambdaFunction> function = functions.stream()
                .filter(it -> it.logicalName().equals(name))
                .findFirst()
                .or(() -> facts.snapshot().function(name));
        if (function.isPresent()) {
            return Optional.of(new Asked(facts, function.get()));
        }
        List<Gap> gaps = facts.snapshot().gapsIn(Area.FUNCTIONS);
        if (gaps.isEmpty()) {
            List<String> known =
                    functions.stream().map(LambdaFunction::logicalName).toList();
            throw new BadInput(BadInput.Mistake.of(
                    Quote.of(environment) + " has no function " + Quote.of(name), Quote.nearest(name, known)));
        }
        run.messages()
                .say(Quote.of(name) + " was not seen in " + Quote.of(environment) + ": "
                        + gaps.getFirst().text());
        return Optional.empty();
    }

    /// `prod/OrdersApi`.
    String text() {
        return facts.environment() + "/" + function.logicalName();
    }
}
