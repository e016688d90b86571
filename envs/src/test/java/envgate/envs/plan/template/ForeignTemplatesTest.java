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

    /// Where the templates lie, and how many there are.
    private static final Map<String, Integer> FOLDERS =
            Map.of("cfn-lint", 118, "serverless-patterns", 198, "sam/input", 261, "sam-cli/cdk", 20);

    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<String, List<String>> refused = new TreeMap<>();
    private int evaluated;

    @Test
    void each_template_of_others_is_evaluated_or_refused_with_a_line() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the templates of others are not here");
        for (Map.Entry<String, Integer> it : new TreeMap<>(FOLDERS).entrySet()) {
            List<Path> templates = templates(DATA.resolve(it.getKey()));
            assertThat(templates).as(it.getKey()).hasSize(it.getValue());
            for (Path one : templates) {
                evaluate(one);
            }
        }

        System.out.printf("templates: %d evaluated, %d refused%n", evaluated, refused.size());
        refused.forEach((file, why) -> System.out.println("refused " + file + ": " + why));
        reasons.forEach((it, n) -> System.out.println("unknown " + n + " times: " + it));
        assertThat(evaluated + refused.size()).isEqualTo(597);
        assertThat(refused.values())
                .allSatisfy(it -> assertThat(it).isNotEmpty().allMatch(one -> one.matches("(?s).+:\\d+:\\d+: .+")));
    }

    private static List<Path> templates(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> it.toString().matches(".*\\.(yaml|yml|json)"))
                    .filter(it -> !it.endsWith("serverless.yml"))
                    .sorted()
                    .toList();
        }
    }

    /// The examples of AWS's transform do without saying that it is to run.
    private Path withTransform(Path path) throws IOException {
        String text = Files.readString(path);
        if (!path.toString().contains("/sam/input/") || text.contains("AWS::Serverless-2016-10-31")) {
            return path;
        }
        Path copy = folder.resolve(path.getFileName());
        String body = text.replaceFirst("^%YAML 1\\.1\\R---\\R", "");
        Files.writeString(copy, "Transform: AWS::Serverless-2016-10-31\n" + body);
        return copy;
    }

    private void evaluate(Path written) throws IOException {
        Path path = withTransform(written);
        byte[] content = Files.readAllBytes(path);
        Mistakes mistakes = new Mistakes();
        Optional<Template> template = Template.read(path.getFileName().toString(), content, mistakes);
        try {
            Snapshot planned = Plans.empty("us-east-1")
                    .planFile(
                            path.resolveSibling(""),
                            path.getFileName().toString(),
                            template.map(ForeignTemplatesTest::someParameters).orElse(Map.of()));
            evaluated++;
            planned.functions().forEach(it -> it.environment().values().forEach(this::count));
            planned.stacks().forEach(it -> it.outputs().values().forEach(output -> count(output.value())));
            planned.gaps().stream()
                    .filter(it -> !it.isWhole())
                    .forEach(it -> count(new Value.Unresolved(it.area() + ": " + it.reason())));
        } catch (BadInput bad) {
            refused.put(
                    DATA.relativize(written).toString(),
                    bad.mistakes().stream().map(BadInput.Mistake::text).toList());
        }
    }

    private void count(Value value) {
        if (value instanceof Value.Unresolved(String reason)) {
            assertThat(reason).isNotBlank();
            reasons.merge(reason.replaceAll("`[^`]*`", "`…`"), 1, Integer::sum);
        }
    }

    /// Something that the parameter's own rules let pass, where anything of these does.
    private static String some(String name, Node parameter) {
        String type = Nodes.text(parameter, "Type").orElse("");
        String low = name.toLowerCase(Locale.ROOT);
        String likely = type.equals("Number")
                ? "1"
                : low.contains("cidr")
                        ? "10.0.0.0/16"
                        : low.contains("pass")
                                ? "Madeup-12345678"
                                : low.contains("versionkey")
                                        ? "prefix/||code.zip"
                                        : type.startsWith("List<") ? "x-1,x-2,x-3" : "value";
        String pattern = Nodes.text(parameter, "AllowedPattern").orElse(".*");
        int longest = Nodes.text(parameter, "MaxLength").map(Integer::parseInt).orElse(100);
        return Stream.of(likely, "/value", "a@example.com", "Madeup123456")
                .filter(it -> it.length() <= longest && it.matches("(?s)(" + pattern + ")"))
                .findFirst()
                .orElse(likely);
    }

    /// Something for every parameter that has no default.
    private static Map<String, Term> someParameters(Template template) {
        Map<String, Term> some = new TreeMap<>();
        for (Node.Member it : template.section("Parameters")) {
            if (Nodes.get(it.value(), "Default").isEmpty()) {
                String value = Nodes.get(it.value(), "AllowedValues").map(Nodes::items).orElse(List.of()).stream()
                        .flatMap(one -> Nodes.text(one).stream())
                        .findFirst()
                        .orElse(some(it.key().value(), it.value()));
                some.put(
                        it.key().value(),
                        new Term.Literal(value, Node.Kind.TEXT, false, new Mark("command line", 0, 0)));
            }
        }
        return some;
    }
}
