package dev.sluice.cli;

import dev.sluice.cli.manifest.Definitions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice crds}. */
@Command(
        name = "crds",
        mixinStandardHelpOptions = true,
        footer = "kubectl apply -f <(sluice crds)",
        exitCodeList = {"0:printed", "2:called wrongly"},
        description = "Prints the CustomResourceDefinitions of all kinds of Sluice's, to be applied to a cluster.")
final class CrdsCommand implements Runnable {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().getOut().println(Definitions.yaml());
    }
}
