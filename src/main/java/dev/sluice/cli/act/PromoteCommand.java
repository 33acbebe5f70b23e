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
        footer = "sluice promote checkout -n shop --full --reason \"hotfix, tested in staging\"",
        exitCodeList = {
            "0:carried out; with --timeout 0s: written down",
            "1:refused, or there is no such release, policy or cluster",
            "2:called wrongly",
            "3:written down, but no operator has answered in time"
        },
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
