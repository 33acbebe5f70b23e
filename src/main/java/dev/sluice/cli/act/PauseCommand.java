package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice pause}. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        footer = "sluice pause checkout -n shop --reason \"until the marketing mail is out\"",
        exitCodeList = {
            "0:carried out; with --timeout 0s: written down",
            "1:refused, or there is no such release, policy or cluster",
            "2:called wrongly",
            "3:written down, but no operator has answered in time"
        },
        description = "Sends the release to Paused until it is resumed.")
public final class PauseCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.ofActive(Kind.Pause);
    }
}
