package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Sends the release to Paused until it is resumed.")
public final class PauseCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.ofActive(Kind.Pause);
    }
}
