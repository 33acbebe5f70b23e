package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.cluster.Target;
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
        description = "Waits for the end of a release, for pipelines.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:reached",
            "1:it won't be reached: the release ended otherwise, or the policy is invalid",
            "2:called wrongly",
            "3:the time-out passed"
        })
public final class WaitCommand implements Callable<Integer> {

    private static final int TIMED_OUT = 3;
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** So many looks at rest in a row mean that a change made just before the wait would have been noticed. */
    private static final int SETTLED = 3;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Option(
            names = "--for",
            paramLabel = "GOAL",
            defaultValue = "succeeded",
            description = "succeeded, ended or phase=PHASE; several with commas (${DEFAULT-VALUE}).")
    String goal = "succeeded";

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "30m", description = "(${DEFAULT-VALUE})")
    Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print the release at the end: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Format format;

    private String told = "";
    private int restful;
    private Optional<Boolean> judged = Optional.empty();

    @Override
    public Integer call() {
        Goal parsed = Goal.parse(goal);
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = target.open()) {
            boolean isInTime = Poll.until(() -> look(cluster, parsed, out), LOOK, timeout);
            Format as = format;
            if (as != null) {
                cluster.releases(target.name()).stream().findFirst().ifPresent(release -> out.println(as.of(release)));
            }
            return isInTime ? judged.orElse(false) ? 0 : 1 : TIMED_OUT;
        }
    }

    private boolean look(Cluster cluster, Goal parsed, PrintWriter out) {
        ReleasePolicy policy = cluster.policy(target.name());
        Optional<Release> newest = cluster.releases(target.name()).stream().findFirst();
        boolean isUnderWay =
                newest.filter(release -> !PolicyView.isEnded(release)).isPresent();
        tell(isUnderWay ? newest.map(PolicyView::message).orElse("") : new PolicyView(policy).message(), newest, out);
        restful = isUnderWay ? 0 : restful + 1;
        judged = parsed.judge(policy, newest, restful >= SETTLED);
        return judged.isPresent();
    }

    private void tell(String message, Optional<Release> newest, PrintWriter out) {
        String line = newest.map(release -> release.getMetadata().getName() + " " + PolicyView.phase(release) + ": ")
                        .orElse("")
                + message;
        if (format == null && !line.equals(told)) {
            out.println(line);
        }
        told = line;
    }
}
