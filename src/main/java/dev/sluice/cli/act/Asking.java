package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec.Kind;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.Intents;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.cluster.Target;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands that ask something of a release share. */
final class Asking {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int REFUSED = 1;
    private static final int UNANSWERED = 3;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the release.")
    @Nullable
    String reason;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "How long to wait for the operator's answer (${DEFAULT-VALUE}); 0s only writes it down.")
    Duration timeout = Duration.ofSeconds(10);

    /** Asks this of the release under way. */
    int ofActive(Kind kind) {
        return of(Intents::active, kind);
    }

    /** Asks this of the release that the policy leads to. */
    int of(BiFunction<Intents, String, Release> choice, Kind kind) {
        try (Cluster cluster = target.open()) {
            Intents intents = new Intents(cluster);
            Release release = choice.apply(intents, target.name());
            String id = intents.add(release, kind, reason);
            String name = "release " + cluster.namespace() + "/"
                    + release.getMetadata().getName();
            if (timeout.isZero()) {
                spec.commandLine().getOut().println(name + ": " + kind + " asked");
                return 0;
            }
            return tell(name, kind, new Answer(cluster, target.name(), release, id));
        }
    }

    private int tell(String name, Kind kind, Answer answer) {
        if (!Poll.until(answer::isThere, LOOK, timeout)) {
            spec.commandLine()
                    .getErr()
                    .println("sluice: " + name + ": " + kind + " is written down, but no operator has answered within "
                            + timeout.toSeconds()
                            + " s; it is carried out as soon as one runs. Is `sluice run` running?");
            return UNANSWERED;
        }
        if (answer.isRefusal()) {
            spec.commandLine().getErr().println("sluice: " + name + ": " + answer.sentence());
            return REFUSED;
        }
        spec.commandLine().getOut().println(name + ": " + answer.sentence());
        return 0;
    }
}
