package dev.sluice.core.pass;

import dev.sluice.core.judge.dispersion.ClusterRehearsal;
import dev.sluice.core.judge.dispersion.Dispersion;
import dev.sluice.core.judge.dispersion.Replay;
import dev.sluice.core.judge.latency.EdgeChoice;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.trial.EdgeState;
import dev.sluice.core.judge.trial.Trial;
import dev.sluice.core.judge.trial.TrialParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.JudgeRecord.Baseline;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the stable version's past tells before the start: how its errors scatter, how much traffic there is. */
final class Past {

    /** The traffic of now is what the first weight is chosen from; an hour ago it may have been another. */
    private static final Duration LATELY = Duration.ofMinutes(5);

    /** A stretch of errors of the only pod is one of everybody. */
    private static final double LARGEST_SHARE = 0.5;

    private Past() {}

    /**
     * The record with what an hour of history says.
     *
     * @param areCallers whether the strata are the callers' proxies, not pods of the service: then a difference between
     *     them is one of the callers, and each is compared with itself a moment later
     */
    static JudgeRecord told(Pass pass, Increments past, boolean areCallers) {
        JudgeRecord judge = pass.state().judge();
        TrialParameters parameters = pass.trialParameters();
        Baseline baseline = new Baseline(
                phi(past.cells(), podShare(pass, areCallers), parameters.errors()),
                Intake.sum(past.cells()),
                perSecond(past.cells()),
                judge.baseline().isProfiled(),
                judge.baseline().neighbours());
        Trial live = judge.live();
        return judge.withBaseline(baseline)
                .withLive(live.with(live.latency().stream()
                        .map(edge -> edge.withPhi(
                                phi(cells(past, edge), podShare(pass, areCallers), parameters.of(edge, live))))
                        .toList()));
    }

    /** The record with the edges at which slow requests will be counted. */
    static JudgeRecord profiled(JudgeRecord judge, LatencyProfile profile, LatencyPlan plan) {
        return judge.withLive(judge.live()
                        .with(EdgeChoice.of(profile, plan.objective()).stream()
                                .map(edge -> EdgeState.start(edge.upTo(), edge.delta()))
                                .toList()))
                .withBaseline(judge.baseline().profiled());
    }

    private static List<Cell> cells(Increments past, EdgeState edge) {
        return past.latency().stream()
                .filter(one -> one.edge().equals(edge.edge()))
                .map(EdgeCells::cells)
                .findFirst()
                .orElse(List.of());
    }

    /**
     * The share of the requests that goes to one pod, where strata are callers.
     *
     * @return not a number where each stratum is a pod
     */
    private static double podShare(Pass pass, boolean areCallers) {
        if (!areCallers) {
            return Double.NaN;
        }
        WorkloadView workload = pass.seen().workload();
        int pods = workload == null ? 0 : workload.roll().servingReady();
        return pods == 0 ? ClusterRehearsal.USUAL_SHARE : Math.min(LARGEST_SHARE, 1.0 / pods);
    }

    private static double phi(List<Cell> past, double podShare, JudgeParameters parameters) {
        Map<String, List<Dispersion.Sample>> strata = new TreeMap<>();
        for (Cell cell : past) {
            strata.computeIfAbsent(cell.stratum(), name -> new ArrayList<>())
                    .add(new Dispersion.Sample(cell.stableRequests(), cell.stableErrors()));
        }
        List<Dispersion.Unit> units = strata.entrySet().stream()
                .map(entry -> new Dispersion.Unit(entry.getKey(), entry.getValue()))
                .toList();
        return Double.isNaN(podShare)
                ? Replay.phi(units, parameters)
                : ClusterRehearsal.phi(units, podShare, parameters);
    }

    private static double perSecond(List<Cell> past) {
        if (past.isEmpty()) {
            return 0;
        }
        Instant end = past.get(past.size() - 1).end();
        List<Cell> lately = past.stream()
                .filter(cell -> cell.end().isAfter(end.minus(LATELY)))
                .toList();
        Duration covered = Duration.between(lately.get(0).end(), end);
        Counts counts = Intake.sum(lately);
        // The first interval's length isn't known; its requests are a little too many for the time.
        return covered.isZero() ? 0 : counts.stableRequests() * 1000.0 / covered.toMillis();
    }
}
