package dev.sluice.core.engine;

import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Needs.Question;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.pass.OwnRequests;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a pass asks the metric source: as little as the phase can do with. */
final class Questions {

    private Questions() {}

    static Needs of(ReleasePlan plan, Subject subject, ReleaseState state, Instant now) {
        if (state.phase() == Phase.PENDING) {
            return beforeTheStart(plan, state);
        }
        return isJudged(state) ? new Needs(whileJudged(plan, subject, state, now)) : Needs.NOTHING;
    }

    /** Where steps are taken; a person's pause ends no burn, and nothing is taken in it. */
    private static boolean isBudgetDue(ReleasePlan plan, ReleaseState state, Instant now) {
        boolean takesSteps = state.phase() == Phase.SHIFTING || state.phase() == Phase.BAKING;
        return takesSteps
                && plan.analysis().errors().objective() != null
                && !now.isBefore(state.judge().rarely().askedAt().plus(Timing.BUDGET));
    }

    private static boolean areMetricsDue(ReleasePlan plan, ReleaseState state, Instant now) {
        boolean isCompared = state.phase() == Phase.SHIFTING || state.phase() == Phase.BAKING;
        return isCompared
                && !plan.analysis().metrics().isEmpty()
                && state.traffic().isConfirmed()
                && !now.isBefore(state.judge().rarely().metricsAt().plus(Timing.METRICS));
    }

    private static Needs beforeTheStart(ReleasePlan plan, ReleaseState state) {
        boolean hasEdges =
                plan.analysis().latency() == null || state.judge().baseline().isProfiled();
        return hasEdges ? Needs.of(Question.HISTORY, Question.NEIGHBOURS) : Needs.of(Question.PROFILE);
    }

    private static boolean isJudged(ReleaseState state) {
        boolean hasTraffic = state.traffic().set().candidate() > 0
                || state.traffic().configured().candidate() > 0;
        return hasTraffic
                && state.phase() != Phase.ROLLING_BACK
                && !state.phase().isTerminal();
    }

    private static Set<Question> whileJudged(ReleasePlan plan, Subject subject, ReleaseState state, Instant now) {
        Set<Question> questions = EnumSet.of(Question.INCREMENTS);
        Observation nothing = new Observation(now, null, null, "", Counted.nothing(true), List.of(), false);
        boolean checksPercentile = plan.analysis().thresholds() != null
                && plan.analysis().thresholds().latencyMax() != null
                && FixedPace.isCheckDue(new Pass(plan, subject, state, nothing));
        if (checksPercentile) {
            questions.add(Question.PERCENTILE);
        }
        if (state.phase() == Phase.PROMOTING) {
            questions.add(Question.NEIGHBOURS);
        }
        if (isBudgetDue(plan, state, now)) {
            questions.add(Question.SERVICE);
        }
        if (OwnRequests.due(plan, state, now) > 0) {
            questions.add(Question.QUIET);
        }
        if (areMetricsDue(plan, state, now)) {
            questions.add(Question.METRICS);
        }
        return questions;
    }
}
