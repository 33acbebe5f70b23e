package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice promote}. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Takes the next step now, without waiting for evidence.")
public final class PromoteCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Option(names = "--full", description = "Skip the remaining steps and the bake, too.")
    boolean isFull;

    @Override
    public Integer call() {
        return asking.ofActive(isFull ? Kind.PromoteFull : Kind.Promote);
    }
}
