package envgate.envs.plan.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.BadInput;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Value;
import envgate.envs.plan.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Templates that nobody here wrote are evaluated, or refused with file and line.
class ForeignTemplatesTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("../shared/data/templates")
            .normalize();

    @TempDir
    private Path folder;

    private final Map<String, Integer> reasons = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private int evaluated;

    @Test
    void templates_of_others_are_evaluated_or_refused_with_a_line() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the templates of others are not here");
        for (String folder : List.of("cfn-lint", "serverless-patterns", "sam/input", "sam-cli")) {
            try (Stream<Path> files = Files.walk(DATA.resolve(folder))) {
                for (Path it : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (it.toString().matches(".*\\.(yaml|yml|json)")) {
                        evaluate(it);
                    }
                }
            }
        }

        if (System.getenv("SHOW") != null) {
            refused.forEach(it -> System.out.println("REFUSED " + it));
            reasons.forEach((it, n) -> System.out.println("REASON " + n + " " + it));
            System.out.println("EVALUATED " + evaluated);
        }
        assertThat(evaluated).isGreaterThan(500);
        assertThat(refused).allMatch(it -> it.matches("(?s).+:\\d+:\\d+: .+"));
    }

    /// The examples of AWS's transform do without saying that it is to run.
    private Path withTransform(Path path) throws IOException {
        String text = Files.readString(path);
        if (!path.toString().contains("/sam/input/") || text.contains("AWS::Serverless-2016-10-31")) {
            return path;
        }
        Path copy = folder.resolve(path.getFileName());
        Files.writeString(copy, "Transform: AWS::Serverless-2016-10-31\n" + text);
        return copy;
    }

    private void evaluate(Path written) throws IOException {
        Path path = withTransform(written);
        byte[] content = Files.readAllBytes(path);
        Mistakes mistakes = new Mistakes();
        Optional<Template> template = Template.read(path.getFileName().toString(), content, mistakes);
        boolean other = template.isEmpty()
                || Nodes.get(template.get().root(), "Resources").isEmpty()
                || template.get().transforms().stream()
                        .anyMatch(it -> !it.toString().contains("AWS::LanguageExtensions")
                                && !it.toString().contains("AWS::Serverless-2016-10-31")
                                && !it.toString().contains("AWS::Include"));
        if (other) {
            return;
        }
        long start = System.nanoTime();
        try {
            Snapshot planned = Plans.empty("us-east-1")
                    .planFile(path.resolveSibling(""), path.getFileName().toString(), someParameters(template.get()));
            evaluated++;
            planned.functions().forEach(it -> it.environment().values().forEach(this::count));
            planned.stacks().forEach(it -> it.outputs().values().forEach(output -> count(output.value())));
            planned.gaps().stream().filter(it -> !it.isWhole()).forEach(it -> count(new Value.Unresolved(it.text())));
        } catch (BadInput bad) {
            refused.addAll(bad.mistakes().stream().map(BadInput.Mistake::text).toList());
        }
        if (System.getenv("SHOW") != null) {
            System.out.println("FILE " + (System.nanoTime() - start) / 1_000_000 + " " + path);
        }
    }

    private void count(Value value) {
        if (value instanceof Value.Unresolved(String reason)) {
            assertThat(reason).isNotBlank();
            reasons.merge(reason.replaceAll("`[^`]*`", "`…`"), 1, Integer::sum);
        }
    }

    private static String some(String name, String type) {
        return type.equals("Number")
                ? "1"
                : name.toLowerCase(Locale.ROOT).contains("cidr")
                        ? "10.0.0.0/16"
                        : name.toLowerCase(Locale.ROOT).contains("pass")
                                ? "Madeup-12345678"
                                : name.contains("VPN") ? "/value" : type.startsWith("List<") ? "x-1,x-2,x-3" : "value";
    }

    /// Something for every parameter that has no default.
    private static Map<String, Term> someParameters(Template template) {
        Map<String, Term> some = new TreeMap<>();
        for (Node.Member it : template.section("Parameters")) {
            if (Nodes.get(it.value(), "Default").isEmpty()) {
                String type = Nodes.text(it.value(), "Type").orElse("");
                String value = Nodes.get(it.value(), "AllowedValues").map(Nodes::items).orElse(List.of()).stream()
                        .flatMap(one -> Nodes.text(one).stream())
                        .findFirst()
                        .orElse(some(it.key().value(), type));
                some.put(
                        it.key().value(),
                        new Term.Literal(value, Node.Kind.TEXT, false, new Mark("command line", 0, 0)));
            }
        }
        return some;
    }
}
