package envgate.checker;

import envgate.envs.document.BadInput;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Runs one command line.
final class Envgate {

    private static final List<String> VERSION = List.of("--version", "-V");

    private Envgate() {}

    /// @return the exit status
    static int run(Surroundings surroundings, String... args) {
        if (args.length == 1 && VERSION.contains(args[0])) {
            surroundings.out().println(Version.line()); // before the command line is built, which takes its time
            return ExitStatus.GO.code();
        }
        Run run = Run.in(surroundings);
        try {
            return run(run, args).code();
        } catch (BadInput bad) {
            run.messages().mistakes(bad);
            return ExitStatus.BAD_INPUT.code();
        } catch (ParameterException e) {
            run.messages().mistakes(new Usage(e).asBadInput());
            return ExitStatus.BAD_INPUT.code();
        } catch (OutOfMemoryError e) {
            run.messages().fault("ran out of memory, more is to be had with ENVGATE_JAVA_OPTS=-Xmx4g", e);
            return ExitStatus.OUR_FAULT.code();
        } catch (Throwable e) {
            run.messages().fault("something inside envgate failed, which is our fault", e);
            return ExitStatus.OUR_FAULT.code();
        }
    }

    private static ExitStatus run(Run run, String... args) {
        CommandLine line = commandLine(run);
        ParseResult parsed = line.parseArgs(args);
        if (CommandLine.executeHelpRequest(parsed) != null) {
            return ExitStatus.GO;
        }
        ParseResult asked = parsed;
        while (asked.hasSubcommand()) {
            asked = asked.subcommand();
        }
        if (asked.commandSpec().userObject() instanceof Action action) {
            return action.run();
        }
        asked.commandSpec().commandLine().usage(line.getErr());
        return ExitStatus.BAD_INPUT;
    }

    private static CommandLine commandLine(Run run) {
        Surroundings around = run.surroundings();
        CommandLine line = new CommandLine(new Root(run));
        line.getCommandSpec().version(Version.line());
        line.addSubcommand("demo", new DemoCommand(run))
                .addSubcommand("init", new InitCommand(run))
                .addSubcommand("check", new CheckCommand(run))
                .addSubcommand("promote", new PromoteCommand(run))
                .addSubcommand("plan", new PlanCommand(run))
                .addSubcommand("verify", new VerifyCommand(run))
                .addSubcommand("capture", new CaptureCommand(run))
                .addSubcommand("reach", new ReachCommand(run))
                .addSubcommand("access", AccessCommand.line(run))
                .addSubcommand("why", new WhyCommand(run))
                .addSubcommand("rules", new RulesCommand(run))
                .addSubcommand("explain", new ExplainCommand(run))
                .addSubcommand("permissions", new PermissionsCommand(run))
                .addSubcommand("report", new ReportCommand(run));
        return line.setOut(writer(around.out()))
                .setErr(writer(around.err()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(around.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(around.width(), 60, 120))
                .setUsageHelpLongOptionsMaxWidth(30)
                .setExpandAtFiles(false);
    }

    /// What is written there passes on as it is: the stream knows its charset.
    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, stream.charset()), true);
    }
}
