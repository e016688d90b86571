package envgate.checker;

import envgate.checker.Settings.Setting;
import envgate.envs.declared.Packages;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Quote;
import envgate.envs.plan.Plan;
import envgate.envs.plan.Succession;
import envgate.envs.plan.Term;
import envgate.envs.plan.cdk.CdkPlan;
import envgate.envs.plan.cdk.CloudAssembly;
import envgate.envs.plan.changeset.AskedChangeSet;
import envgate.envs.plan.changeset.ChangeSetPlan;
import envgate.envs.plan.sam.Sam;
import envgate.envs.plan.sam.SamConfig;
import envgate.envs.plan.template.Deployment;
import envgate.envs.plan.template.ParameterFile;
import envgate.envs.plan.template.PlanFiles;
import envgate.envs.plan.template.StackPlan;
import envgate.envs.plan.terraform.PlanFile;
import envgate.envs.plan.terraform.TerraformPlan;
import envgate.envs.source.Reading;
import envgate.envs.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options about what would be deployed.
final class PlanOptions {

    @Option(
            names = "--plan",
            paramLabel = "[STACK=]FILE",
            description =
                    "What would be deployed: a CloudFormation or SAM template or a `.serverless` folder, and into which"
                            + " stack (without a stack, the environment's only one), a `cdk.out` (with a stack, only that one), a Terraform plan as `terraform show -json` prints it, or a change set:"
                            + " `changeset:NAME` is asked for. Several times, in the order of deployment; Terraform plans and"
                            + " change sets go before templates, unless a template is first.")
    private List<String> plans = new ArrayList<>();

    @Option(
            names = "--change-set",
            paramLabel = "[STACK=]NAME",
            description = "The same as `--plan [STACK=]changeset:NAME`. Several times.")
    private List<String> changeSets = new ArrayList<>();

    @Option(
            names = {"--parameters", "--parameter-overrides"},
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            description = "Values of the templates' parameters. What is not given keeps the value that the stack has,"
                    + " else takes the default.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--template-parameters-file",
            paramLabel = "FILE",
            description = "The same from a file in a shape that the AWS CLI takes, or from a samconfig. Several times.")
    private List<String> parameterFiles = new ArrayList<>();

    @Option(
            names = "--config-env",
            paramLabel = "ENV",
            description = "What a samconfig calls the environment; without it, the name that it has here.")
    private @Nullable String configEnvironment;

    /// Whether anything is given.
    boolean isGiven(Run run) {
        return !run.settings().several("--plan", plans).isEmpty()
                || !run.settings().several("--change-set", changeSets).isEmpty();
    }

    /// What would be deployed, if anything is given.
    ///
    /// @param environment into which it would be deployed
    Optional<Plan> plan(Run run, String environment, Complaints mistakes) {
        List<Setting> given = new ArrayList<>(run.settings().several("--plan", plans));
        for (Setting it : run.settings().several("--change-set", changeSets)) {
            String[] words = it.text().split("=", 2);
            String to = words.length == 2
                    ? words[0] + "=" + AskedChangeSet.PREFIX + words[1]
                    : AskedChangeSet.PREFIX + it.text();
            given.add(new Setting(it.name(), to));
        }
        Map<String, Term> values = values(run, environment, mistakes);
        if (given.isEmpty()) {
            checkTaken(false, mistakes);
            return Optional.empty();
        }
        PlanFiles files = new PlanFiles(run.surroundings().directory());
        List<Deployment> deployments = new ArrayList<>();
        List<Plan> others = new ArrayList<>();
        boolean templatesFirst = false;
        boolean taken = false;
        for (Setting it : given) {
            String[] words = it.text().split("=", 2);
            boolean named = words.length == 2 && !isFile(run, it.text());
            String file = packaged(run, named ? words[1] : it.text());
            if (file.startsWith(AskedChangeSet.PREFIX) && !isFile(run, file)) {
                asked(file.substring(AskedChangeSet.PREFIX.length()), named ? words[0] : "", it, mistakes)
                        .ifPresent(others::add);
            } else if (isAssembly(run, file)) {
                Mistakes found = new Mistakes();
                CloudAssembly assembly = CloudAssembly.read(files, folder(file), found);
                mistakes.add(found.all());
                others.add(new CdkPlan(assembly, named ? words[0] : "", values, files, List.of(new Sam())));
                taken = true;
            } else if (file.isBlank() || (named && words[0].isBlank())) {
                mistakes.add(it.quoted() + " names no file", "write `--plan STACK=FILE`");
            } else if (!isFile(run, file)) {
                mistakes.add(it.quoted() + ": there is no file " + Quote.of(file), "");
            } else {
                Optional<Plan> other = other(run, file, mistakes);
                if (other.isPresent() && named) {
                    mistakes.add(it.quoted() + ": this plan says itself where it goes", "write `--plan " + file + "`");
                }
                other.ifPresentOrElse(
                        others::add, () -> deployments.add(new Deployment(file, named ? words[0] : "", values)));
                templatesFirst |= others.isEmpty();
            }
        }
        checkTaken(taken || others.size() < given.size(), mistakes);
        return Optional.of(inOrder(
                others,
                new StackPlan(deployments, files, List.of(new Sam()), ignorable(values)),
                deployments,
                templatesFirst));
    }

    /// A change set that AWS is asked for.
    private static Optional<Plan> asked(String name, String stack, Setting given, Complaints mistakes) {
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}|arn:[-a-zA-Z0-9:/]+")) {
            mistakes.add(
                    given.quoted() + " names no change set",
                    "letters, digits and hyphens, with a letter first, or its ARN");
            return Optional.empty();
        }
        return Optional.of(new AskedChangeSet(name, stack));
    }

    /// What stands in a samconfig: `sam deploy` gives a template only the parameters that it has, see
    /// `merge_parameters` in
    /// https://github.com/aws/aws-sam-cli/blob/develop/samcli/commands/deploy/deploy_context.py.
    /// CloudFormation itself refuses others.
    private static Set<String> ignorable(Map<String, Term> values) {
        return values.entrySet().stream()
                .filter(it -> SamConfig.is(it.getValue().mark().file()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// The plan, which asks AWS for change sets as the environment is read.
    static Plan asking(Plan plan, ProjectFile project, String environment, Reading reading) {
        return project.inventory()
                .environment(environment)
                .map(entry ->
                        plan.asking((region, stack, name) -> Sources.changeSet(entry, reading, region, stack, name)))
                .orElse(plan);
    }

    private void checkTaken(boolean byTemplate, Complaints mistakes) {
        if (!byTemplate && !(parameters.isEmpty() && parameterFiles.isEmpty())) {
            mistakes.add(
                    "parameters are given, and no plan that takes them",
                    "templates do: write `--plan FILE`, or leave the parameters out");
        }
    }

    private static Plan inOrder(
            List<Plan> others, StackPlan stacks, List<Deployment> deployments, boolean templatesFirst) {
        List<Plan> all = new ArrayList<>(others);
        if (others.isEmpty()) {
            return stacks;
        }
        if (!deployments.isEmpty()) {
            all.add(templatesFirst ? 0 : all.size(), stacks);
        }
        return new Succession(all);
    }

    /// A file that is no template, as its content says.
    private static Optional<Plan> other(Run run, String file, Complaints mistakes) {
        try {
            byte[] content = Files.readAllBytes(run.surroundings().path(file));
            if (PlanFile.isOne(content)) {
                return Optional.of(new TerraformPlan(file, content));
            }
            return ChangeSetPlan.isOne(content) ? Optional.of(new ChangeSetPlan(file, content)) : Optional.empty();
        } catch (IOException _) {
            mistakes.add(Quote.of(file) + " cannot be read", "");
            return Optional.empty();
        }
    }

    /// The template in what a deploy tool packaged, else the file itself.
    private static String packaged(Run run, String file) {
        String template = Packages.templateIn(file);
        return !file.isBlank() && isFile(run, template) ? template : file;
    }

    /// Whether this is a `cdk.out`, or the manifest in one.
    private static boolean isAssembly(Run run, String file) {
        Path path = run.surroundings().path(folder(file));
        return !file.isBlank() && Files.isDirectory(path);
    }

    private static String folder(String file) {
        return file.endsWith("/" + CloudAssembly.MANIFEST)
                ? file.substring(0, file.length() - CloudAssembly.MANIFEST.length() - 1)
                : file.equals(CloudAssembly.MANIFEST) ? "." : file;
    }

    private static boolean isFile(Run run, String name) {
        Path path = run.surroundings().path(name);
        return Files.isRegularFile(path);
    }

    private Map<String, Term> values(Run run, String environment, Complaints mistakes) {
        Map<String, Term> values = new TreeMap<>();
        for (Setting it : run.settings().several("--template-parameters-file", parameterFiles)) {
            Mistakes found = new Mistakes();
            PlanFiles files = new PlanFiles(run.surroundings().directory());
            String section = configEnvironment == null ? environment : configEnvironment;
            values.putAll(
                    SamConfig.is(it.text())
                            ? SamConfig.read(files, it.text(), section, found)
                            : ParameterFile.read(files, it.text(), found));
            mistakes.add(found.all());
        }
        for (Setting it : run.settings().several("--parameters", parameters)) {
            String[] words = it.text().split("=", 2);
            if (words.length < 2 || words[0].isBlank()) {
                mistakes.add(it.name() + " takes `KEY=VALUE`, and this is none", "");
            } else {
                Mark mark = new Mark("", 0, 0);
                values.put(words[0], new Term.Literal(words[1], Node.Kind.TEXT, false, mark));
            }
        }
        return values;
    }
}
