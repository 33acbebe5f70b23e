package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.Intents;
import dev.sluice.cli.cluster.Target;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands that ask something of a release share. */
final class Asking {

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the release.")
    @Nullable
    String reason;

    /** Asks this of the release under way. */
    int ofActive(Kind kind) {
        return of(Intents::active, kind);
    }

    /** Asks this of the release that the policy leads to. */
    int of(BiFunction<Intents, String, Release> choice, Kind kind) {
        try (Cluster cluster = target.open()) {
            Intents intents = new Intents(cluster);
            Release release = choice.apply(intents, target.name());
            intents.add(release, kind, reason);
            spec.commandLine()
                    .getOut()
                    .println("release " + cluster.namespace() + "/"
                            + release.getMetadata().getName() + ": " + kind + " asked");
            return 0;
        }
    }
}
