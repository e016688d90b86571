package envgate.checker;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The word `envgate` itself: what all commands share.
@Command(
        name = "envgate",
        description = "Judges the promotion of a Lambda application from one AWS environment to the next, before it is"
                + " deployed and after.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 go, 1 stopped by findings, 2 usage or configuration is wrong, 3 could not decide, 4 our"
                    + " fault, 130 interrupted.",
            "Options can be set by variables as well: ENVGATE_FAIL_ON=warning."
        })
final class Root {

    private final Run run;

    Root(Run run) {
        this.run = run;
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more on standard error; -vv also says where something of envgate failed.")
    void setVerbosity(boolean[] times) {
        run.messages().setVerbosity(times.length);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say what a command does and takes.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Say which envgate this is.")
    boolean version;
}
