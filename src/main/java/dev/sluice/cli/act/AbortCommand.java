package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice abort}. */
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        footer = "sluice abort checkout -n shop --reason \"errors at login\"",
        exitCodeList = {
            "0:carried out; with --timeout 0s: written down",
            "1:refused, or there is no such release, policy or cluster",
            "2:called wrongly",
            "3:written down, but no operator has answered in time"
        },
        description = "Sends all traffic back and refuses the new version.")
public final class AbortCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.ofActive(Kind.Abort);
    }
}
