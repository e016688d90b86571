package envgate.envs.plan.cdk;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Quote;
import envgate.envs.plan.Term;
import envgate.envs.plan.template.Nodes;
import envgate.envs.plan.template.PlanFiles;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A cloud assembly as `cdk synth` leaves it in `cdk.out`: the stacks of its manifest and of the assemblies that
/// are nested in it, one for each stage, and the files that their assets are made of.
///
/// See https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.cloud_assembly_schema.AssemblyManifest.html.
public final class CloudAssembly {

    /// What tells one from other folders.
    public static final String MANIFEST = "manifest.json";

    private static final Pattern ENVIRONMENT = Pattern.compile("aws://([^/]+)/([^/]+)");
    private static final String SYNTH = "make it anew with `cdk synth`";
    private static final int DEEPEST = 8;

    private final PlanFiles files;
    private final Mistakes mistakes;
    private final String folder;
    private final List<CdkStack> stacks = new ArrayList<>();
    private final Map<String, String> assets = new TreeMap<>();
    private final Set<String> entered = new HashSet<>();

    private CloudAssembly(PlanFiles files, String folder, Mistakes mistakes) {
        this.files = files;
        this.folder = folder;
        this.mistakes = mistakes;
    }

    /// @param folder as the user names it
    public static CloudAssembly read(PlanFiles files, String folder, Mistakes mistakes) {
        CloudAssembly assembly = new CloudAssembly(files, folder.replaceFirst("(?<=.)/+$", ""), mistakes);
        assembly.enter(assembly.folder, "", 0);
        if (assembly.stacks.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(new Mark(assembly.manifest(), 0, 0), "this cloud assembly has no stacks", "");
        }
        return assembly;
    }

    /// As the user would name it.
    String manifest() {
        return folder + "/" + MANIFEST;
    }

    String folder() {
        return folder;
    }

    List<CdkStack> stacks() {
        return List.copyOf(stacks);
    }

    /// The files that templates of nested stacks are, by the last part of the URL that they are uploaded to.
    Map<String, String> assets() {
        return assets;
    }

    private void enter(String folder, String stage, int depth) {
        String name = folder + "/" + MANIFEST;
        if (!entered.add(folder) || depth > DEEPEST) {
            mistakes.add(new Mark(name, 0, 0), "this cloud assembly nests itself", SYNTH);
            return;
        }
        Optional<PlanFiles.Found> found = files.read(name);
        if (found.isEmpty()) {
            mistakes.add(new Mark(folder, 0, 0), "there is no `" + MANIFEST + "` in this folder", SYNTH);
            return;
        }
        Optional<Node> root = Document.readJson(name, found.get().content(), mistakes);
        if (root.isEmpty()) {
            return;
        }
        Node manifest = root.get();
        boolean one = Nodes.text(manifest, "version")
                .filter(it -> it.matches("\\d{1,9}\\..*"))
                .isPresent();
        if (!(manifest instanceof Mapping) || !one) {
            mistakes.accuse(manifest, "this is no manifest of a cloud assembly, it has no `version`", SYNTH);
            return;
        }
        for (Node it : Nodes.get(manifest, "missing").map(Nodes::items).orElse(List.of())) {
            mistakes.accuse(
                    it,
                    "this cloud assembly is not whole, it is made without "
                            + Quote.of(Nodes.text(it, "key").orElse("a value that is looked up")),
                    "run `cdk synth` where it can look it up, and keep `cdk.context.json`");
        }
        Optional<Node> artifacts = Nodes.get(manifest, "artifacts");
        if (artifacts.isPresent() && !(artifacts.get() instanceof Mapping)) {
            mistakes.accuse(artifacts.get(), "the `artifacts` of a cloud assembly have names", SYNTH);
        }
        for (Member it : Nodes.members(manifest, "artifacts")) {
            artifact(it, folder, stage, depth);
        }
    }

    private void artifact(Member it, String folder, String stage, int depth) {
        String id = it.key().value();
        Optional<String> type = Nodes.text(it.value(), "type");
        if (type.isEmpty()) {
            mistakes.accuse(it.key(), "the artifact " + Quote.of(id) + " has no `type`", SYNTH);
            return;
        }
        switch (type.get()) {
            case "aws:cloudformation:stack" -> stack(it, folder, stage);
            case "cdk:cloud-assembly" ->
                file(it, folder, "directoryName").ifPresent(inner -> enter(inner, stage + id + "/", depth + 1));
            case "cdk:asset-manifest" -> file(it, folder, "file").ifPresent(this::assets);
            default -> {}
        }
    }

    private void stack(Member it, String folder, String stage) {
        String id = it.key().value();
        Optional<String> template = file(it, folder, "templateFile");
        Node at = Nodes.get(it.value(), "environment").orElse(it.key());
        Matcher place =
                ENVIRONMENT.matcher(Nodes.text(it.value(), "environment").orElse(""));
        if (!place.matches()) {
            mistakes.accuse(
                    at,
                    "the stack " + Quote.of(id) + " does not say its `environment` like"
                            + " `aws://123456789012/eu-west-1`",
                    SYNTH);
            return;
        }
        Node properties = Nodes.get(it.value(), "properties").orElse(it.value());
        Map<String, Term> parameters = new TreeMap<>();
        for (Member one : Nodes.members(properties, "parameters")) {
            Optional<String> text = Nodes.text(one.value());
            if (text.isPresent()) {
                parameters.put(
                        one.key().value(), Term.text(text.get(), one.value().mark()));
            } else {
                mistakes.accuse(
                        one.value(), "the parameter " + Quote.of(one.key().value()) + " is no text", SYNTH);
            }
        }
        template.ifPresent(file -> stacks.add(new CdkStack(
                stage + id,
                Nodes.text(it.value(), "displayName").orElse(stage + id),
                Nodes.text(properties, "stackName").orElse(id),
                place.group(1).equals("unknown-account") ? "" : place.group(1),
                place.group(2).equals("unknown-region") ? "" : place.group(2),
                file,
                parameters,
                Nodes.get(it.value(), "dependencies").map(Nodes::items).orElse(List.of()).stream()
                        .flatMap(one -> Nodes.text(one).stream())
                        .map(one -> stage + one)
                        .toList(),
                it.key().mark())));
    }

    /// A path of an artifact that stays in the assembly.
    private Optional<String> file(Member it, String folder, String property) {
        String id = it.key().value();
        Optional<Node> at = Nodes.get(it.value(), "properties").flatMap(one -> Nodes.get(one, property));
        Optional<String> name = at.flatMap(Nodes::text).filter(one -> !one.isBlank());
        if (name.isEmpty()) {
            mistakes.accuse(at.orElse(it.key()), "the artifact " + Quote.of(id) + " has no `" + property + "`", SYNTH);
            return Optional.empty();
        }
        Optional<String> path = inside(folder, name.get());
        boolean there = path.isPresent()
                && (property.equals("directoryName") || files.read(path.get()).isPresent());
        if (!there) {
            mistakes.accuse(at.get(), "there is no " + Quote.of(name.get()) + " in this cloud assembly", SYNTH);
            return Optional.empty();
        }
        return path;
    }

    /// Stages share the assets of the assembly that they are in, so that those may lie above their folder.
    private Optional<String> inside(String from, String name) {
        try {
            Path root = Path.of(folder).normalize();
            Path path = Path.of(from).resolve(name).normalize();
            boolean within = !Path.of(name).isAbsolute()
                    && (path.startsWith(root) || (root.toString().isEmpty() && !path.startsWith("..")));
            return within ? Optional.of(path.toString()) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// Which file is uploaded under which key; only templates are of interest.
    private void assets(String file) {
        Optional<Node> root = files.read(file).flatMap(it -> Document.readJson(file, it.content(), mistakes));
        Path here = Path.of(file).resolveSibling("");
        for (Member it : root.map(one -> Nodes.members(one, "files")).orElse(List.of())) {
            Optional<String> path = Nodes.get(it.value(), "source")
                    .flatMap(one -> Nodes.text(one, "path"))
                    .filter(one -> one.endsWith(".template.json"))
                    .flatMap(one -> inside(here.toString(), one));
            for (Member one : Nodes.members(it.value(), "destinations")) {
                Optional<String> key = Nodes.text(one.value(), "objectKey");
                if (path.isPresent() && key.isPresent()) {
                    assets.put(key.get().substring(key.get().lastIndexOf('/') + 1), path.get());
                }
            }
        }
    }
}
