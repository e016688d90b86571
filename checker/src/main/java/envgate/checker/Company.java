package envgate.checker;

import envgate.envs.document.Quote;
import envgate.envs.inventory.EnvironmentEntry;
import envgate.envs.inventory.Whereabouts;
import envgate.envs.model.Snapshot;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import envgate.rules.analysis.Facts;
import envgate.rules.analysis.Fleet;
import java.util.ArrayList;
import java.util.List;

/// One environment of a project among the others, which are read once: it is looked at as it was, as it is, and as a
/// plan would leave it.
///
/// @param rest the others
record Company(ProjectFile project, String environment, List<Snapshot> rest) {

    Company {
        rest = List.copyOf(rest);
    }

    static Company read(ProjectFile project, String environment, Reading reading) {
        List<EnvironmentEntry> others = project.inventory().environments().stream()
                .filter(it -> !it.name().equals(environment))
                .toList();
        return new Company(project, environment, Sources.readAll(others, reading));
    }

    /// All environments, in the order of the project file.
    ///
    /// @param own the environment as it is looked at
    List<Snapshot> with(Snapshot own) {
        List<Snapshot> all = new ArrayList<>();
        for (EnvironmentEntry it : project.inventory().environments()) {
            rest.stream().filter(other -> other.environment().equals(it.name())).forEach(all::add);
            if (it.name().equals(environment)) {
                all.add(own);
            }
        }
        return all.stream().map(it -> Pipe.withCalls(it, project.intent())).toList();
    }

    Facts facts(Snapshot own) {
        return Fleet.of(with(own), project.intent()).environment(environment);
    }

    /// What is asked about one environment of a project, as far as it was deployed by anybody.
    ///
    /// @param next what to do where it is written by hand
    static EnvironmentEntry deployed(
            ProjectFile project, String environment, String why, String next, Complaints mistakes) {
        EnvironmentEntry entry = project.inventory().environment(environment).orElseThrow();
        if (entry.whereabouts() instanceof Whereabouts.TextFile) {
            mistakes.add(Quote.of(environment) + " is written by hand, so that " + why, next);
        }
        return entry;
    }

    /// Says what is wrong with a format that is neither for people nor for scripts.
    static void checkFormat(String format, Complaints mistakes) {
        if (!List.of("console", "json").contains(format)) {
            mistakes.add("there is no format " + Quote.of(format), "write `console` or `json`");
        }
    }
}
