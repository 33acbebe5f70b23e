package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import dev.sluice.cli.cluster.Intents;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        footer = "sluice retry checkout -n shop --reason \"the database is back\"",
        exitCodeList = {
            "0:carried out; with --timeout 0s: written down",
            "1:refused, or there is no such release, policy or cluster",
            "2:called wrongly",
            "3:written down, but no operator has answered in time"
        },
        description = "Brings a refused version out again.")
public final class RetryCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.of(Intents::retriable, Kind.Retry);
    }
}
