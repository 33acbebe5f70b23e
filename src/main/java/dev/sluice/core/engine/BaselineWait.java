package dev.sluice.core.engine;

import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.PodHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first shift waits for the baseline, but no longer than the candidate may take to get ready: after that the release
 * goes on without it and says so.
 */
final class BaselineWait {

    /** Pods this much apart in age are not equally warm. */
    private static final Duration SAME_AGE = Duration.ofMinutes(1);

    private BaselineWait() {}

    /** What is left of the wait; empty when nothing is waited for. */
    static Optional<Decision> left(Pass pass) {
        boolean isWanted =
                pass.plan().analysis().hasFreshBaseline() && !Baselines.isForeign(pass) && !Baselines.isInTheWay(pass);
        boolean isPushed = pass.state().progress().push() > 0;
        Duration waited = Duration.between(pass.state().phaseSince(), pass.now());
        if (!isWanted || isPushed || waited.compareTo(pass.plan().readyWithin()) >= 0) {
            return Optional.empty();
        }
        BaselineView baseline = Baselines.seen(pass);
        if (baseline == null || !baseline.isWhole()) {
            return Optional.of(
                    pass.stay(Timing.PODS, ReasonCode.BASELINE_STARTING, "The candidate is ready. " + ready(baseline)));
        }
        Duration rest = untilWarm(pass, baseline);
        return rest.isZero()
                ? Optional.empty()
                : Optional.of(pass.stay(
                        Timing.PODS,
                        ReasonCode.BASELINE_STARTING,
                        "The baseline's pods are younger than the candidate's; they warm up for "
                                + Spoken.duration(rest) + "."));
    }

    /** What the start of the shift says of a baseline that it does without, after a blank; empty otherwise. */
    static String remark(Pass pass) {
        BaselineView baseline = Baselines.seen(pass);
        boolean isThere = baseline != null && baseline.isWhole();
        if (!pass.plan().analysis().hasFreshBaseline() || isThere) {
            return "";
        }
        String why = Baselines.isForeign(pass)
                ? "Deployment " + pass.plan().workload().namespace() + "/"
                        + pass.plan().workload().baseline() + " is not Sluice's and is left alone."
                : ready(baseline);
        return " " + why + " The candidate is compared with the serving pods.";
    }

    /** A candidate that was kept through a pause is warm; the baseline is new after it. */
    private static Duration untilWarm(Pass pass, BaselineView baseline) {
        LatencyPlan latency = pass.plan().analysis().latency();
        CandidateView candidate = pass.candidate();
        Instant ours = youngest(baseline.pods());
        Instant theirs = candidate == null ? null : youngest(candidate.pods());
        if (latency == null || ours == null || theirs == null || !ours.isAfter(theirs.plus(SAME_AGE))) {
            return Duration.ZERO;
        }
        Duration rest = Duration.between(pass.now(), ours.plus(latency.warmUp()));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** When the last of the pods became ready; null when that is not known of any. */
    private static @Nullable Instant youngest(List<PodHealth> pods) {
        Instant youngest = null;
        for (PodHealth pod : pods) {
            Instant since = pod.readySince();
            if (since != null && (youngest == null || since.isAfter(youngest))) {
                youngest = since;
            }
        }
        return youngest;
    }

    private static String ready(@Nullable BaselineView baseline) {
        if (baseline == null) {
            return "There is no baseline.";
        }
        String why = baseline.problems().isEmpty()
                ? ""
                : " " + baseline.problems().get(0).sentence();
        return "%d of %d baseline pods are ready.%s".formatted(baseline.ready(), baseline.desired(), why);
    }
}
