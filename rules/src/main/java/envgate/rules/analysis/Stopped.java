package envgate.rules.analysis;

import envgate.rules.analysis.reach.Path.Blocker;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Place;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.stream.Stream;

/// The calls of a function that one kind of fault stops.
public record Stopped(List<Reached> calls, List<Blocker> blockers) {

    public Stopped {
        calls = List.copyOf(calls);
        blockers = blockers.stream().sorted().distinct().toList();
    }

    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /// A function's place, told by these calls: who knows some of them does not know of others.
    public Place at(Place function) {
        return function.withParts(calls.stream().map(it -> it.call().lasting()).toList());
    }

    /// `api.example.com:443, db:5432`.
    public String services() {
        return joined(calls.stream().map(it -> it.call().text()));
    }

    /// What stops them, by AWS's ids.
    public String components() {
        return joined(blockers.stream().map(Blocker::component));
    }

    /// Why they are stopped at one place of the way.
    public String reasons(Part part) {
        return joined(blockers.stream().filter(it -> it.part() == part).map(Blocker::detail));
    }

    /// How the first of them is stopped.
    public Trail evidence() {
        return calls.isEmpty() ? Trail.EMPTY : calls.getFirst().path().trail();
    }

    private static String joined(Stream<String> words) {
        return String.join(", ", words.distinct().toList());
    }
}
