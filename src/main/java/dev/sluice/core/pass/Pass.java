package dev.sluice.core.pass;

import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.trial.Ruling;
import dev.sluice.core.judge.trial.TrialParameters;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Reason;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything one decision is made from. */
public record Pass(ReleasePlan plan, Subject subject, ReleaseState state, Observation seen) {

    public Pass with(ReleaseState next) {
        return new Pass(plan, subject, next, seen);
    }

    public Instant now() {
        return seen.now();
    }

    /** The phase whose rules hold: a paused release obeys those of the phase that it will resume. */
    public Phase effectivePhase() {
        PauseRecord pause = state.pause();
        return state.phase() == Phase.PAUSED && pause != null ? pause.resumeTo() : state.phase();
    }

    public WorkloadView workload() {
        return Objects.requireNonNull(seen.workload(), "a gate handles a missing Deployment");
    }

    public DeploymentView deployment() {
        return workload().deployment();
    }

    public RollView roll() {
        return workload().roll();
    }

    @Nullable
    public CandidateView candidate() {
        WorkloadView view = seen.workload();
        return view == null ? null : view.candidate();
    }

    public int candidateReady() {
        CandidateView view = candidate();
        return view == null || !view.isOurs() || !view.isJudged() ? 0 : view.ready();
    }

    public int desired() {
        return deployment().desired();
    }

    /** The weights before the bake. */
    public List<Integer> steps() {
        return Ladder.steps(plan.canary(), state.progress());
    }

    public int setWeight() {
        return state.traffic().set().candidate();
    }

    /** Version of the routing object, for a write that must not overwrite another. */
    public String routeVersion() {
        return seen.traffic() == null ? "" : seen.traffic().version();
    }

    public boolean hasNewSamples() {
        boolean hasOwn = OwnRequests.answered(this) != null;
        return seen.counted().increments() != null
                && seen.counted()
                        .increments()
                        .fold(i -> hasOwn || !i.cells().isEmpty(), missing -> hasOwn, failed -> false);
    }

    /** What candidate against stable is judged by while both have traffic. */
    public TrialParameters trialParameters() {
        return Tolerances.live(plan, state, seen.counted().armsShareTarget());
    }

    /** What all signals say of the candidate beside stable. */
    public Ruling ruling(boolean newSamples) {
        return state.judge()
                .live()
                .ruling(trialParameters(), state.traffic().configured().ratio(), newSamples)
                .noting(OwnRequests.sentence(state.judge()));
    }

    public JudgeParameters otherParameters() {
        return Tolerances.other(plan, state.judge(), seen.counted().armsShareTarget());
    }

    /** Time until the next sample is likely to be there, or until Sluice's own next requests are due. */
    public Duration untilNextLook() {
        QuietPlan quiet = plan.analysis().quiet();
        Duration counted = untilNextSample();
        return quiet == null || counted.compareTo(quiet.pace()) < 0 ? counted : quiet.pace();
    }

    private Duration untilNextSample() {
        Duration interval = lookInterval();
        JudgeRecord.Looks looks = state.judge().looks();
        Duration wait = Duration.between(now(), looks.newest().plus(interval).plus(Timing.INGEST));
        boolean isSoon = !wait.isNegative() && wait.compareTo(interval.plus(Timing.INGEST)) <= 0;
        return isSoon ? atLeast(wait, Timing.READ_BACK) : atLeast(interval.dividedBy(2), Timing.READ_BACK);
    }

    public Duration lookInterval() {
        Duration look = plan.analysis().look();
        if (look != null) {
            return look;
        }
        Duration scrape = state.judge().looks().scrapeInterval();
        return scrape == null ? Timing.ASSUMED_SCRAPE.dividedBy(5) : scrape;
    }

    private static Duration atLeast(Duration wait, Duration least) {
        return wait.compareTo(least) < 0 ? least : wait;
    }

    public Decision decide(ReleaseState next, Duration wake, ReasonCode code, String sentence, List<Effect> effects) {
        return new Decision(next, effects, wake, new Reason(code, sentence));
    }

    public Decision stay(Duration wake, ReasonCode code, String sentence, Effect... effects) {
        return new Decision(state, List.of(effects), wake, new Reason(code, sentence));
    }
}
