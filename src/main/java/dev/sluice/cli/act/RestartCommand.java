package dev.sluice.cli.act;

import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.PodTemplate;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.cluster.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice restart}: what {@code kubectl rollout restart} does, which refuses paused Deployments. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        footer = "sluice restart checkout -n shop",
        description = "Replaces the pods of what serves, template unchanged. Not while a release is under way.")
public final class RestartCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Override
    public Integer call() {
        try (Cluster cluster = target.open()) {
            PolicyView policy = new PolicyView(cluster.policy(target.name()));
            if (policy.status().release != null) {
                throw new CommandException("release " + policy.status().release + " of policy " + policy.name()
                        + " is under way; wait for its end or abort it, then restart");
            }
            PodTemplate template = cluster.template(policy.workload())
                    .orElseThrow(() -> new CommandException("policy " + target.name() + " governs Deployment "
                            + policy.workload() + ", which does not exist in namespace " + cluster.namespace()));
            if (policy.servingTemplate().filter(template::equals).isEmpty()) {
                throw new CommandException("Deployment " + policy.workload() + " has another template than the one that"
                        + " serves (policy " + policy.name() + " is " + policy.phase()
                        + "), and a restart would release it; `sluice get " + policy.name() + "` says why it is held");
            }
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            cluster.patchDeployment(policy.workload(), """
                    {"spec": {"template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "%s"}}}}}
                    """.formatted(now));
            spec.commandLine()
                    .getOut()
                    .println("deployment " + cluster.namespace() + "/" + policy.workload() + ": restart asked");
            return 0;
        }
    }
}
