package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice abort}. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        description = "Sends all traffic back and refuses the new version.")
public final class AbortCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.ofActive(Kind.Abort);
    }
}
