package dev.sluice.core.pass;

import dev.sluice.core.judge.threshold.BurnRate;
import dev.sluice.core.judge.trial.MetricLook;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.JudgeRecord.Rarely;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.WorkloadView;
import java.time.Instant;
import java.util.List;

/** Takes in what is looked at besides the counters: the past before the start, pods, budget, the team's own metrics. */
final class SideLooks {

    private SideLooks() {}

    static ReleaseState take(Pass pass) {
        ReleaseState state = pass.state().with(past(pass));
        JudgeRecord judge = metrics(pass, budget(pass, state.judge()));
        boolean isJudged = pass.effectivePhase() == Phase.SHIFTING || pass.effectivePhase() == Phase.BAKING;
        return state.with(isJudged ? pods(pass, judge) : judge);
    }

    private static JudgeRecord past(Pass pass) {
        JudgeRecord judge = pass.state().judge();
        LatencyPlan latency = pass.plan().analysis().latency();
        Measurement<LatencyProfile> profile = pass.seen().counted().profile();
        if (profile != null && latency != null) {
            judge = profiled(judge, latency, profile);
        }
        Measurement<Increments> history = pass.seen().counted().history();
        if (history != null) {
            judge = told(pass, judge, history);
        }
        Measurement<Volume> others = pass.seen().counted().neighbours();
        return others != null && pass.state().phase() == Phase.PENDING
                ? judge.withBaseline(judge.baseline()
                        .among(others.fold(volume -> volume, missing -> Volume.NONE, failed -> Volume.NONE)))
                : judge;
    }

    /** Without a histogram there is nothing to choose edges by; the release is judged by errors then. */
    private static JudgeRecord profiled(JudgeRecord judge, LatencyPlan plan, Measurement<LatencyProfile> profile) {
        return profile.fold(
                value -> Past.profiled(judge, value, plan),
                missing -> judge.withBaseline(judge.baseline().profiled()),
                failed -> judge.withLooks(judge.looks().failed(failed, true)));
    }

    private static JudgeRecord told(Pass pass, JudgeRecord judge, Measurement<Increments> history) {
        boolean areCallers = pass.seen().counted().armsShareTarget();
        return history.fold(
                past -> Past.told(pass.with(pass.state().with(judge)), past, areCallers)
                        .withLooks(judge.looks().failed("", false)),
                missing -> judge.withLooks(judge.looks().failed(missing, false)),
                failed -> judge.withLooks(judge.looks().failed(failed, true)));
    }

    /** What can't be asked burns nothing: it is a guard besides the comparison. */
    private static JudgeRecord budget(Pass pass, JudgeRecord judge) {
        Double ceiling = pass.plan().analysis().errors().ceiling();
        Measurement<List<Volume>> service = pass.seen().counted().service();
        if (service == null || ceiling == null) {
            return judge;
        }
        String burning =
                service.fold(volumes -> BurnRate.sentence(volumes, ceiling).orElse(""), missing -> "", failed -> "");
        Rarely rarely = judge.rarely();
        return judge.withRarely(new Rarely(pass.now(), burning, rarely.metricsAt()));
    }

    private static JudgeRecord metrics(Pass pass, JudgeRecord judge) {
        List<MetricLook> looks = pass.seen().counted().metrics();
        if (looks.isEmpty()) {
            return judge;
        }
        Instant now = pass.now();
        Rarely rarely = judge.rarely();
        return judge.withLive(judge.live().looking(looks, now, pass.trialParameters()))
                .withRarely(new Rarely(rarely.askedAt(), rarely.burning(), now));
    }

    private static JudgeRecord pods(Pass pass, JudgeRecord judge) {
        WorkloadView workload = pass.seen().workload();
        CandidateView candidate = pass.candidate();
        return workload == null || candidate == null
                ? judge
                : judge.withLive(judge.live()
                        .seeing(PodSights.of(candidate.pods()), PodSights.of(workload.stablePods()), pass.now()));
    }
}
