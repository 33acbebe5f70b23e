package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice resume}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        footer = "sluice resume checkout -n shop",
        exitCodeList = {
            "0:carried out; with --timeout 0s: written down",
            "1:refused, or there is no such release, policy or cluster",
            "2:called wrongly",
            "3:written down, but no operator has answered in time"
        },
        description = "Goes on with a paused release.")
public final class ResumeCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.ofActive(Kind.Resume);
    }
}
