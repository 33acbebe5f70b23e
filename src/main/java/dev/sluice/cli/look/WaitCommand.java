package dev.sluice.cli.look;

import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.cluster.Refusals;
import dev.sluice.cli.cluster.Target;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice wait}: a gate for pipelines. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        footer = "sluice wait checkout -n shop --for=succeeded --timeout 30m",
        description = "Waits until what the Deployment has now serves, for pipelines. Prints a line at each change.",
        exitCodeOnExecutionException = 2,
        exitCodeList = {
            "0:reached",
            "1:it won't be reached: the release ended otherwise, or the policy is invalid",
            "2:called wrongly, or there is no such policy or no cluster",
            "3:the time-out passed"
        })
public final class WaitCommand implements Callable<Integer> {

    private static final int TIMED_OUT = 3;
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Option(
            names = "--for",
            paramLabel = "GOAL",
            defaultValue = "succeeded",
            converter = Goal.Converter.class,
            description = "succeeded, ended or phase=PHASE; several with commas (${DEFAULT-VALUE}).")
    Goal goal = Goal.parse("succeeded");

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "30m",
            description = "When to give up; the release goes on (${DEFAULT-VALUE}).")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print the newest release at the end instead: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Format format;

    private String told = "";
    private boolean hasSeen;
    private Optional<Boolean> judged = Optional.empty();

    @Override
    public Integer call() {
        Following following = new Following(goal);
        try (Cluster cluster = target.open()) {
            boolean isInTime = Poll.until(() -> look(cluster, following), LOOK, timeout);
            Format as = format;
            if (as != null) {
                PrintWriter out = spec.commandLine().getOut();
                cluster.releases(target.name()).stream().findFirst().ifPresent(release -> out.println(as.of(release)));
            }
            return isInTime ? judged.orElse(false) ? 0 : 1 : TIMED_OUT;
        }
    }

    /** A gate of half an hour must outlive an API server that is away for a moment, but not one that never was there. */
    private boolean look(Cluster cluster, Following following) {
        try {
            judged = following.look(see(cluster));
            hasSeen = true;
            tell(following.sentence());
        } catch (KubernetesClientException refusal) {
            if (!hasSeen || !Refusals.isPassing(refusal)) {
                throw refusal;
            }
            tell(Refusals.sentence(refusal) + "; looking again");
        } catch (CommandException gone) {
            if (!hasSeen) {
                throw gone;
            }
            tell(String.valueOf(gone.getMessage()));
            judged = Optional.of(false);
        }
        return judged.isPresent();
    }

    private Following.Sight see(Cluster cluster) {
        PolicyView policy = new PolicyView(cluster.policy(target.name()));
        return new Following.Sight(policy, cluster.releases(target.name()), cluster.template(policy.workload()));
    }

    private void tell(String line) {
        if (format == null && !line.equals(told)) {
            spec.commandLine().getOut().println(line);
        }
        told = line;
    }
}
