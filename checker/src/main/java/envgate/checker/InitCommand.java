package envgate.checker;

import envgate.envs.declared.Declarations;
import envgate.envs.declared.DeclaredStage;
import envgate.envs.document.BadInput;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Quote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `envgate init --from FILE…`: an inventory to begin with.
@Command(
        name = "init",
        description =
                "Writes an envgate.yaml from what a deploy tool declares: samconfig, zappa_settings, serverless.yml"
                        + " or a cdk.out, or from the stacks of an account. What is not said there becomes a comment or"
                        + " a variable to set.")
final class InitCommand implements Action {

    private static final String FILE = "envgate.yaml";

    private final Run run;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "The deploy tool's file, or an account and region: `aws://333333333333/eu-west-1`, with a profile"
                            + " `orders@aws://…`, with the environment's name `prod=aws://…`. Several times.")
    private List<String> from = new ArrayList<>();

    @Option(
            names = "--account",
            paramLabel = "ENV=ID",
            description = "The account of an environment; may be given several times.")
    private List<String> accounts = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to; `-` is standard output. Default: envgate.yaml.")
    private String output = FILE;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    InitCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Complaints complaints = new Complaints();
        Map<String, DeclaredStage> stages = new LinkedHashMap<>();
        if (from.isEmpty()) {
            complaints.add(
                    "it is not said what to begin from",
                    "write `--from samconfig.toml`, `zappa_settings.json`, `serverless.yml`, `cdk.out` or"
                            + " `aws://ACCOUNT/REGION`");
        }
        for (String it : from) {
            try {
                (LiveStages.isOne(it) ? LiveStages.read(run, it) : read(it))
                        .forEach(stage -> add(stage, stages, complaints));
            } catch (BadInput bad) {
                complaints.add(bad);
            }
        }
        Map<String, String> given = accounts(stages.keySet(), complaints);
        Path target = run.surroundings().path(output);
        if (!output.equals("-") && !force && Files.exists(target)) {
            complaints.add(
                    Quote.of(output) + " is there already", "write elsewhere by `-o FILE`, or over it by `--force`");
        }
        complaints.end();
        String text = InventoryText.of(List.copyOf(stages.values()), from, given);
        if (output.equals("-")) {
            run.print(text.stripTrailing());
        } else {
            TextFiles.write(target, output, text);
            run.print("wrote " + output + " with " + stages.size()
                    + (stages.size() == 1 ? " environment" : " environments") + ": "
                    + String.join(", ", stages.keySet()));
        }
        return ExitStatus.GO;
    }

    private List<DeclaredStage> read(String name) {
        Path path = run.surroundings().path(name);
        String shown = Files.isDirectory(path) ? name.replaceFirst("/+$", "") + "/manifest.json" : name;
        Path file = Files.isDirectory(path) ? path.resolve("manifest.json") : path;
        Mistakes mistakes = new Mistakes();
        Path folder = file.toAbsolutePath().normalize().getParent();
        String project = Optional.ofNullable(folder)
                .flatMap(it -> Optional.ofNullable(it.getFileName()))
                .map(Path::toString)
                .orElse("");
        byte[] content = bytes(file)
                .orElseThrow(() -> new BadInput(
                        new BadInput.Mistake(shown, 0, 0, "there is no such file, or it cannot be read", "")));
        List<DeclaredStage> stages = Declarations.read(
                shown, content, project, it -> folder == null ? Optional.empty() : bytes(folder.resolve(it)), mistakes);
        if (stages.isEmpty() && mistakes.all().isEmpty()) {
            mistakes.add(new Mark(shown, 0, 0), "this file declares no environment", "");
        }
        mistakes.throwIfAny();
        return stages;
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Environments of one name in two files are one.
    private static void add(DeclaredStage stage, Map<String, DeclaredStage> stages, Complaints complaints) {
        DeclaredStage other = stages.putIfAbsent(stage.name(), stage);
        if (other == null) {
            return;
        }
        if (!other.region().isEmpty()
                && !stage.region().isEmpty()
                && !other.region().equals(stage.region())) {
            complaints.add(
                    Quote.of(stage.name()) + " is in " + Quote.of(other.region()) + " by "
                            + other.mark().file() + " and in " + Quote.of(stage.region()) + " by "
                            + stage.mark().file(),
                    "give one of the two files");
        }
        stages.put(
                stage.name(),
                new DeclaredStage(
                        stage.name(),
                        first(other.account(), stage.account()),
                        first(other.region(), stage.region()),
                        first(other.profile(), stage.profile()),
                        both(other.stacks(), stage.stacks()),
                        both(other.functions(), stage.functions()),
                        both(other.remarks(), stage.remarks()),
                        other.mark()));
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private Map<String, String> accounts(Set<String> names, Complaints complaints) {
        Map<String, String> given = new TreeMap<>();
        for (String it : accounts) {
            String[] words = it.split("=", 2);
            if (words.length < 2 || !words[1].matches("[0-9]{12}")) {
                complaints.add(
                        Quote.of(it) + " is no account of an environment", "write `--account prod=333333333333`");
            } else if (!names.contains(words[0]) && !names.isEmpty()) {
                complaints.add(
                        "there is no environment " + Quote.of(words[0]), Quote.nearest(words[0], List.copyOf(names)));
            } else {
                given.put(words[0], words[1]);
            }
        }
        return given;
    }
}
