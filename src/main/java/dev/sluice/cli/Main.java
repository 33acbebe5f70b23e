package dev.sluice.cli;

import dev.sluice.api.text.DurationText;
import dev.sluice.cli.act.AbortCommand;
import dev.sluice.cli.act.PauseCommand;
import dev.sluice.cli.act.PromoteCommand;
import dev.sluice.cli.act.ReleaseAllCommand;
import dev.sluice.cli.act.RestartCommand;
import dev.sluice.cli.act.ResumeCommand;
import dev.sluice.cli.act.RetryCommand;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.Refusals;
import dev.sluice.cli.demo.DemoCommand;
import dev.sluice.cli.judge.JudgeCommand;
import dev.sluice.cli.look.GetCommand;
import dev.sluice.cli.look.HistoryCommand;
import dev.sluice.cli.look.WaitCommand;
import dev.sluice.cli.simulate.SimulateCommand;
import dev.sluice.cli.view.Output;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Entry point. CLI words run through picocli without booting Quarkus. */
@QuarkusMain
@Command(
        name = "sluice",
        description = "Releases Kubernetes services by evidence.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            GetCommand.class,
            HistoryCommand.class,
            WaitCommand.class,
            PromoteCommand.class,
            AbortCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            RestartCommand.class,
            ReleaseAllCommand.class,
            RunCommand.class,
            DemoCommand.class,
            LintCommand.class,
            JudgeCommand.class,
            SimulateCommand.class,
            CrdsCommand.class,
            VersionCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Main implements Runnable {

    @Spec
    CommandSpec spec = CommandSpec.create();

    private static final Map<String, String> EXIT_CODES = new TreeMap<>(
            Map.of("0", "done", "1", "refused, or there is no such policy or no cluster", "2", "called wrongly"));

    public static void main(String[] args) {
        // Before anything logs: the JDK's own manager, once chosen, stays.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(commandLine().execute(args));
    }

    /** All commands, under the name that the program was called by. */
    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main())
                .setCommandName(System.getProperty("sluice.program", "sluice"))
                .setOut(Output.out())
                .setErr(Output.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Main::duration)
                .setExecutionExceptionHandler(Main::explain);
        commands.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .forEach(command -> complete(command, commands.getCommandSpec()));
        return commands;
    }

    /** What all commands say alike in their help. */
    private static void complete(CommandSpec command, CommandSpec program) {
        command.versionProvider(program.versionProvider());
        command.usageMessage().footerHeading("%nExample:%n  ").exitCodeListHeading("%nExit codes:%n");
        if (command.usageMessage().exitCodeList().isEmpty()) {
            command.usageMessage().exitCodeList(EXIT_CODES);
        }
    }

    private static Duration duration(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no duration; write it like " + DurationText.suggestion(text)));
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof CommandException) {
            command.getErr().println("sluice: " + failure.getMessage());
        } else if (failure instanceof KubernetesClientException refusal) {
            command.getErr().println("sluice: " + Refusals.sentence(refusal));
        } else {
            throw failure;
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
