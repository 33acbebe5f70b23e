package dev.sluice.cli.judge;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.ClusterOptions;
import dev.sluice.cli.cluster.CommandException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which past release, and where its counters are remembered. */
final class ReleaseOptions {

    @Option(
            names = "--release",
            paramLabel = "[NAMESPACE/]NAME",
            description =
                    "Instead of a file: this release of the cluster, from the counters that its Prometheus remembers. The margins are those of the policy that it began with unless an option says otherwise.")
    @Nullable
    String release;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "Where the release's counters are asked for; the policy's address by default.")
    @Nullable
    String prometheus;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    /** A connection to where the release is; the caller closes it. */
    Cluster open() {
        int slash = slash();
        return cluster.openIn(slash < 0 ? null : String.valueOf(release).substring(0, slash));
    }

    /** The release as it is on record. */
    Release read(Cluster opened) {
        String name = String.valueOf(release).substring(slash() + 1);
        return opened.release(name)
                .orElseThrow(() -> new CommandException("there is no release " + name + " in namespace "
                        + opened.namespace() + "; `sluice history POLICY` lists those of a policy"));
    }

    private int slash() {
        return String.valueOf(release).indexOf('/');
    }
}
