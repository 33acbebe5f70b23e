package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.ClusterOptions;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice release-all}: the way out, before Sluice is uninstalled. */
@Command(
        name = "release-all",
        mixinStandardHelpOptions = true,
        description = "Deletes policies and waits until their Deployments are let go.")
public final class ReleaseAllCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    ClusterOptions options = new ClusterOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Those of all namespaces.")
    boolean isEverywhere;

    @Option(names = "--yes", description = "Do it; without, the policies are only named.")
    boolean isSure;

    @Override
    public Integer call() {
        try (Cluster cluster = options.open()) {
            List<ReleasePolicy> policies = cluster.policies(isEverywhere);
            if (policies.isEmpty()) {
                spec.commandLine().getOut().println("There are no policies.");
                return 0;
            }
            if (!isSure) {
                throw new CommandException("this deletes the policies " + names(policies) + "; say --yes to do it");
            }
            policies.forEach(cluster::delete);
            if (Poll.until(() -> cluster.policies(isEverywhere).isEmpty(), LOOK, LIMIT)) {
                spec.commandLine().getOut().println("Deleted; their Deployments are let go: " + names(policies));
                return 0;
            }
            throw new CommandException("these policies are still there: " + names(cluster.policies(isEverywhere))
                    + "; the operator lets their Deployments go, so it must be running");
        }
    }

    private static String names(List<ReleasePolicy> policies) {
        return policies.stream()
                .map(policy -> policy.getMetadata().getNamespace() + "/"
                        + policy.getMetadata().getName())
                .collect(Collectors.joining(", "));
    }
}
