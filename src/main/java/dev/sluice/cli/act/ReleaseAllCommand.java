package dev.sluice.cli.act;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.ClusterOptions;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.cluster.Poll;
import java.io.PrintWriter;
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
        footer = "sluice release-all --all-namespaces --yes",
        exitCodeList = {
            "0:all are let go; those that stay paused are listed",
            "1:not confirmed by --yes, or policies are still there, or there is no cluster",
            "2:called wrongly"
        },
        description = "Deletes policies and waits until their Deployments are let go.")
public final class ReleaseAllCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** What the operator leaves on a Deployment whose template is not the one that serves. */
    private static final String LEFT_PAUSED = "sluice.dev/left-paused";

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

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "How long to wait until they are let go (${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofMinutes(10);

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
            if (Poll.until(() -> cluster.policies(isEverywhere).isEmpty(), LOOK, timeout)) {
                tell(policies, cluster);
                return 0;
            }
            throw new CommandException("these policies are still there: " + names(cluster.policies(isEverywhere))
                    + "; the operator lets their Deployments go, so it must be running");
        }
    }

    private void tell(List<ReleasePolicy> policies, Cluster cluster) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Deleted; their Deployments are let go: " + names(policies));
        for (ReleasePolicy policy : policies) {
            String namespace = policy.getMetadata().getNamespace();
            String workload = new PolicyView(policy).workload();
            cluster.annotation(namespace, workload, LEFT_PAUSED)
                    .ifPresent(
                            why -> out.println("Deployment " + namespace + "/" + workload + " stays paused: " + why));
        }
    }

    private static String names(List<ReleasePolicy> policies) {
        return policies.stream()
                .map(policy -> policy.getMetadata().getNamespace() + "/"
                        + policy.getMetadata().getName())
                .collect(Collectors.joining(", "));
    }
}
