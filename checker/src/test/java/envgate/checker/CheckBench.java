package envgate.checker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A figure, no test: how long `envgate check` takes over captures in a JVM that has done it before.
///
/// Run it by `checker/bench/run`, which makes the captures.
final class CheckBench {

    private CheckBench() {}

    /// @param words the folder with `envgate.yaml` and `captures`, how often, and the environments
    public static void main(String[] words) {
        Shell shell = new Shell(Path.of(words[0]));
        int runs = Integer.parseInt(words[1]);
        List<String> names = Arrays.asList(words).subList(2, words.length);
        List<String> asked = new ArrayList<>(List.of("check"));
        asked.addAll(names);
        names.forEach(it -> asked.addAll(List.of("--capture", it + "=captures/" + it)));
        asked.addAll(List.of("--format", "json=warm.json"));
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            long from = System.nanoTime();
            Shell.Outcome outcome = shell.run(asked.toArray(String[]::new));
            took.add((System.nanoTime() - from) / 1_000_000);
            if (outcome.status() == 2) {
                throw new IllegalStateException(outcome.err());
            }
        }
        long[] warm = took.stream().skip(runs / 2).mapToLong(it -> it).sorted().toArray();
        System.out.printf(
                "%d ms, median of the last %d; %d ms the first time, with all classes to be loaded%n",
                warm[warm.length / 2], warm.length, took.getFirst());
        System.exit(0);
    }
}
