package envgate.checker;

import envgate.envs.model.Area;
import envgate.envs.source.capture.Operation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `envgate permissions`: the IAM policy that lets envgate read.
@Command(
        name = "permissions",
        description = "The smallest read-only IAM policy for the chosen rules, made from the table of calls that"
                + " envgate reads with.")
final class PermissionsCommand implements Action {

    private final Run run;

    @Mixin
    private final RuleOptions rules = new RuleOptions();

    PermissionsCommand(Run run) {
        this.run = run;
    }

    @Override
    public ExitStatus run() {
        Mistakes mistakes = new Mistakes();
        rules.catalog(run, mistakes);
        mistakes.end();
        Set<Area> areas = SourceOptions.areas();
        List<String> actions = Stream.of(Operation.values())
                .filter(it -> it.areas().isEmpty() || it.areas().stream().anyMatch(areas::contains))
                .map(Operation::permission)
                .filter(it -> !it.isEmpty())
                .distinct()
                .sorted()
                .toList();
        run.print("""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "EnvgateReads",
                      "Effect": "Allow",
                      "Action": [
                        %s
                      ],
                      "Resource": "*"
                    }
                  ]
                }""".formatted(String.join(
                ",\n            ", actions.stream().map(it -> '"' + it + '"').toList())));
        return ExitStatus.GO;
    }
}
