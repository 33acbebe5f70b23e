package dev.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice version}. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        footer = "sluice version",
        exitCodeList = {"0:printed", "2:called wrongly"},
        description = "Prints the version.")
final class VersionCommand implements Runnable {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine parent = spec.parent().commandLine();
        parent.printVersionHelp(spec.commandLine().getOut());
    }
}
