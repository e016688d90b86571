package envgate.checker;

import envgate.envs.source.aws.Permissions;
import envgate.rules.engine.Catalog;
import java.util.List;
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
        Complaints mistakes = new Complaints();
        Catalog catalog = rules.catalog(run, mistakes);
        mistakes.end();
        Permissions permissions = Permissions.of(catalog.areas(), List.of()).withChangeSets();
        run.print(permissions.text());
        permissions.notes().forEach(run.messages()::say);
        return ExitStatus.GO;
    }
}
