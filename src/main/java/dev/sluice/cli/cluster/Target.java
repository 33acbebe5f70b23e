package dev.sluice.cli.cluster;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One policy of a cluster. */
public final class Target {

    @Parameters(paramLabel = "NAME", description = "Name of the policy.")
    String name = "";

    @Mixin
    ClusterOptions options = new ClusterOptions();

    public String name() {
        return name;
    }

    /** A connection; the caller closes it. */
    public Cluster open() {
        return options.open();
    }
}
