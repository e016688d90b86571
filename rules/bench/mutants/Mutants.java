import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Says which wrong edits of an engine its tests notice: each is compiled in front of the class path, and the
/// tests run until the first one fails.
///
/// `java Mutants.java LIST SOURCES CLASSES TESTS [NUMBER ...]`: the list of edits, the folder of the engine's
/// sources, the folders of all compiled classes and of all compiled tests; the numbers of edits to try, all
/// when there are none. What they run on is the class path of this program; `-Dmutants.tests=REGEX` runs only
/// tests of these names, `-Dmutants.parallel=N` tries so many edits at once.
public final class Mutants {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int NOTICED = 1;

    /// @param at which of several equal places, counted from one
    private record Edit(int number, String file, int at, String from, String to) {}

    private final Path sources;
    private final Path classes;
    private final Path tests;
    private final String packageName;

    private Mutants(Path sources, Path classes, Path tests) throws IOException {
        this.sources = sources;
        this.classes = classes;
        this.tests = tests;
        String any = Files.readString(sources.resolve("package-info.java"));
        this.packageName = any.replaceFirst("(?s).*package ([a-z.]+);.*", "$1");
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("run")) {
            run(List.of(args).subList(1, args.length));
            return;
        }
        Mutants mutants = new Mutants(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
        List<String> wanted = List.of(args).subList(4, args.length);
        List<Edit> edits = mutants.read(Path.of(args[0])).stream()
                .filter(it -> wanted.isEmpty() || wanted.contains(Integer.toString(it.number())))
                .toList();
        System.exit(mutants.judge(edits));
    }

    private List<Edit> read(Path list) throws IOException {
        List<Edit> edits = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = (line + " ").split(" \\| ", 3);
            String[] place = parts[0].split("@", 2);
            edits.add(new Edit(
                    edits.size() + 1,
                    place[0] + ".java",
                    place.length > 1 ? Integer.parseInt(place[1]) : 0,
                    parts[1],
                    parts[2].stripTrailing()));
        }
        return edits;
    }

    private int judge(List<Edit> edits) throws Exception {
        String untouched = tested(Files.createTempDirectory("mutant"), path(""));
        if (!untouched.equals("survived")) {
            throw new IllegalStateException("the tests fail of themselves: " + untouched);
        }
        int both = Integer.getInteger("mutants.parallel", 2);
        Map<Edit, String> survivors = new TreeMap<>((one, other) -> one.number() - other.number());
        try (ExecutorService workers = Executors.newFixedThreadPool(both)) {
            Map<Edit, Future<String>> verdicts = new TreeMap<>((one, other) -> one.number() - other.number());
            edits.forEach(it -> verdicts.put(it, workers.submit((Callable<String>) () -> verdict(it))));
            for (Map.Entry<Edit, Future<String>> it : verdicts.entrySet()) {
                Edit edit = it.getKey();
                String verdict = it.getValue().get();
                System.out.printf("%3d %-18s %s: %s -> %s%n", edit.number(), verdict, edit.file(), edit.from(), edit.to());
                if (verdict.startsWith("survived")) {
                    survivors.put(edit, verdict);
                }
            }
        }
        System.out.printf(
                "%d of %d killed (%.1f %%)%n",
                edits.size() - survivors.size(),
                edits.size(),
                100.0 * (edits.size() - survivors.size()) / edits.size());
        return survivors.isEmpty() ? 0 : 1;
    }

    private String verdict(Edit edit) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory("mutant");
        try {
            Path source = place.resolve("source").resolve(edit.file());
            Path out = Files.createDirectories(place.resolve("classes"));
            Files.createDirectories(source.getParent());
            Files.writeString(source, edited(edit));
            String path = path(out.toString());
            int compiled = ToolProvider.getSystemJavaCompiler()
                    .run(null, null, null, "-proc:none", "-nowarn", "-d", out.toString(), "-cp", path, source.toString());
            return compiled == 0 ? tested(place, path) : "survived (uncompiled)";
        } finally {
            try (Stream<Path> all = Files.walk(place)) {
                all.sorted((one, other) -> other.compareTo(one)).forEach(it -> it.toFile().delete());
            }
        }
    }

    private String path(String first) {
        String own = System.getProperty("java.class.path");
        return String.join(File.pathSeparator, first.isEmpty() ? classes.toString() : first, classes.toString(), own);
    }

    private String edited(Edit edit) throws IOException {
        String text = Files.readString(sources.resolve(edit.file()));
        int at = -1;
        int places = 0;
        for (int i = text.indexOf(edit.from()); i >= 0; i = text.indexOf(edit.from(), i + 1)) {
            places++;
            at = edit.at() == 0 || edit.at() == places ? i : at;
        }
        if (edit.at() == 0 ? places != 1 : places < edit.at()) {
            throw new IllegalArgumentException(
                    "edit " + edit.number() + ": " + places + " places in " + edit.file() + ": " + edit.from());
        }
        return text.substring(0, at) + edit.to() + text.substring(at + edit.from().length());
    }

    private String tested(Path place, String path) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx1g",
                "-Denvgate.root=" + Path.of("").toAbsolutePath()));
        System.getProperties().stringPropertyNames().stream()
                .filter(it -> it.startsWith("envgate."))
                .forEach(it -> command.add("-D" + it + "=" + System.getProperty(it)));
        command.addAll(List.of(
                "-cp", path + File.pathSeparator + tests, Mutants.class.getName(), "run"));
        command.addAll(testClasses());
        Path log = place.resolve("log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return "killed (time)";
        }
        if (process.exitValue() == 0) {
            return "survived";
        }
        String failed = Files.readAllLines(log).stream()
                .filter(it -> it.startsWith("FAILED "))
                .findFirst()
                .orElse("FAILED by exit " + process.exitValue());
        return "killed by " + failed.substring("FAILED ".length());
    }

    /// The quick ones first: those that judge random worlds come last.
    private List<String> testClasses() throws IOException {
        try (Stream<Path> all = Files.list(tests.resolve(packageName.replace('.', '/')))) {
            return all.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith("Test.class"))
                    .map(it -> packageName + "." + it.replace(".class", ""))
                    .filter(it -> it.matches(System.getProperty("mutants.tests", ".*")))
                    .sorted((one, other) -> weight(one) != weight(other)
                            ? weight(one) - weight(other)
                            : one.compareTo(other))
                    .toList();
        }
    }

    private static int weight(String test) {
        List<String> slow = List.of("SpecTest", "CapturePropertiesTest", "RepairTest", "PropertiesTest", "HostileTest");
        for (int i = 0; i < slow.size(); i++) {
            if (test.endsWith(slow.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    /// Runs tests, one class after another, until one fails.
    private static void run(List<String> tests) {
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    String name = test.getUniqueId().replaceFirst(".*\\[class:[a-z.]*([A-Za-z]+)].*", "$1");
                    System.out.println("FAILED " + name);
                    System.out.flush();
                    Runtime.getRuntime().halt(NOTICED);
                }
            }
        };
        for (String it : tests) {
            LauncherFactory.create()
                    .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(it)).build(), listener);
        }
        System.exit(0);
    }
}
