package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import dev.sluice.cli.cluster.Intents;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice retry}. */
@Command(name = "retry", mixinStandardHelpOptions = true, description = "Brings a refused version out again.")
public final class RetryCommand implements Callable<Integer> {

    @Mixin
    Asking asking = new Asking();

    @Override
    public Integer call() {
        return asking.of(Intents::retriable, Kind.Retry);
    }
}
