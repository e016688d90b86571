package envgate.checker;

import envgate.envs.document.Document;
import envgate.envs.document.DocumentSchema;
import envgate.envs.document.LiteralSecret;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Part;
import envgate.envs.document.Variables;
import envgate.envs.inventory.Inventory;
import envgate.envs.model.Intent;
import envgate.rules.engine.Catalog;
import envgate.rules.engine.Triage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads the content of a project file: text, tree, schema, meaning; whatever is wrong in any of them is
/// said at once.
final class ProjectText {

    /// The published schema: editors read it, and so does this class.
    static final String SCHEMA = "envgate-1.schema.json";

    private static final DocumentSchema SHAPE = schema();

    private ProjectText() {}

    static ProjectFile read(Path file, String name, byte[] content, Map<String, String> variables, LocalDate today) {
        Mistakes mistakes = new Mistakes();
        Optional<Node> tree = Document.read(name, content, mistakes);
        mistakes.throwIfAny();
        if (tree.isEmpty() || Part.of(tree.get(), mistakes).isAbsent()) {
            mistakes.add(new Mark(name, 0, 0), "this file is empty", "write `version: 1` and the `environments`");
            mistakes.throwIfAny();
        }
        LiteralSecret.accuse(tree.orElseThrow(), mistakes);
        Node filled = Variables.putIn(tree.orElseThrow(), variables, mistakes);
        SHAPE.check(filled, mistakes);
        ProjectFile project = project(file, Part.of(filled, mistakes), today);
        mistakes.throwIfAny();
        return project;
    }

    private static ProjectFile project(Path file, Part root, LocalDate today) {
        DeclaredEnvironments environments = DeclaredEnvironments.read(file, root.get("environments"));
        Intent intent = new DeclaredIntent(environments, today).read(root);
        DeclaredTriage triage = new DeclaredTriage(environments, Catalog.onClasspath());
        return new ProjectFile(
                file,
                new Inventory(root.get("application").text(), environments.entries()),
                intent,
                Triage.of(triage.severities(root.get("severity")), triage.waivers(root.get("waivers"))),
                triage.gates(root.get("gate")),
                SmokeRequest.read(root.get("functions"), environments),
                hashKey(root.get("hash-key")));
    }

    private static String hashKey(Part part) {
        if (!part.isAbsent() && part.text().isEmpty()) {
            part.bad("the variable behind `hash-key` is empty", "set it to a long random text");
        }
        return part.text();
    }

    private static DocumentSchema schema() {
        try (InputStream stream = ProjectText.class.getResourceAsStream(SCHEMA)) {
            return DocumentSchema.parse(Objects.requireNonNull(stream, SCHEMA).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
