package dev.sluice.core.engine;

import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The baseline, where the policy asks for a fresh one: a copy of the stable version, as large as the candidate and as
 * young. It is made while the candidate has no traffic yet, grows only while the candidate does, and makes way where there
 * is no room for both. See ADR 0010.
 */
final class Baselines {

    private static final Set<Phase> COMPARED = EnumSet.of(Phase.STARTING, Phase.SHIFTING, Phase.BAKING);

    private Baselines() {}

    /** Adds to a decision what the state that it leads to wants of the baseline; no release ends with one left. */
    static Decision beside(Pass pass, Decision decision) {
        Phase next = decision.next().phase();
        if (next.isTerminal()) {
            return end(pass, decision);
        }
        if (next == Phase.ROLLING_BACK) {
            // Its pods answer for stable; they stay while the traffic comes back, and go with the candidate.
            boolean isCandidateGoing = decision.effects().contains(new Effect.DeleteCandidate());
            return isCandidateGoing ? without(pass, decision) : decision;
        }
        return isCompared(pass, decision.next()) ? kept(pass, decision) : without(pass, decision);
    }

    static @Nullable BaselineView seen(Pass pass) {
        return pass.seen().workload() == null ? null : pass.seen().workload().baseline();
    }

    static boolean isForeign(Pass pass) {
        BaselineView baseline = seen(pass);
        return baseline != null && !baseline.isOurs();
    }

    /**
     * Whether the candidate lacks room that the baseline may be taking. A quota does not grow by waiting; a node may yet
     * come, so that gets half of the candidate's time.
     */
    static boolean isInTheWay(Pass pass) {
        CandidateView candidate = pass.candidate();
        if (candidate == null) {
            return false;
        }
        Instant deadline = pass.state().phase() == Phase.STARTING
                ? pass.state().phaseSince().plus(pass.plan().readyWithin())
                : pass.state().progress().stepDeadline();
        Duration half = pass.plan().readyWithin().dividedBy(2);
        boolean isUrgent = !pass.now().isBefore(deadline.minus(half));
        return candidate.problems().stream()
                .anyMatch(problem -> problem.isNotMade() || (isUrgent && problem.isUnscheduled()));
    }

    /** While a person has paused it too, as long as the candidate has traffic and so is judged. */
    private static boolean isCompared(Pass pass, ReleaseState next) {
        PauseRecord pause = next.phase() == Phase.PAUSED ? next.pause() : null;
        Phase phase = pause == null ? next.phase() : pause.resumeTo();
        return pass.plan().analysis().hasFreshBaseline()
                && COMPARED.contains(phase)
                && (pause == null || hasTraffic(next));
    }

    private static boolean hasTraffic(ReleaseState state) {
        return state.traffic().set().candidate() > 0;
    }

    private static Decision kept(Pass pass, Decision decision) {
        if (isForeign(pass)) {
            return decision;
        }
        if (isInTheWay(pass)) {
            return without(pass, decision);
        }
        return hasTraffic(decision.next()) ? grown(pass, decision) : made(pass, decision);
    }

    /** As young as the candidate: one that is made anew gets a new baseline. */
    private static Decision made(Pass pass, Decision decision) {
        boolean isOld = seen(pass) != null && judged(pass).isEmpty();
        return isOld ? without(pass, decision) : sized(pass, decision);
    }

    /** A pod that is made when the candidate's have served for a while would be compared unfairly. */
    private static Decision grown(Pass pass, Decision decision) {
        BaselineView baseline = seen(pass);
        if (baseline == null) {
            return decision;
        }
        if (!baseline.isCopy()) {
            return without(pass, decision);
        }
        boolean isGrowing = asked(decision).isPresent()
                || judged(pass)
                        .filter(candidate -> candidate.ready() < candidate.desired())
                        .isPresent();
        return isGrowing ? sized(pass, decision) : decision;
    }

    private static Decision sized(Pass pass, Decision decision) {
        int size = asked(decision)
                .or(() -> judged(pass).map(CandidateView::desired))
                .orElse(0);
        BaselineView baseline = seen(pass);
        boolean isRight = baseline != null && baseline.isCopy() && baseline.desired() == size;
        return size == 0 || isRight
                ? decision
                : with(decision, new Effect.SizeBaseline(pass.subject().serving(), size));
    }

    /** The size that the decision gives the candidate. */
    private static Optional<Integer> asked(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.SizeCandidate.class::isInstance)
                .map(effect -> ((Effect.SizeCandidate) effect).replicas())
                .findFirst();
    }

    private static Optional<CandidateView> judged(Pass pass) {
        return Optional.ofNullable(pass.candidate())
                .filter(CandidateView::isOurs)
                .filter(CandidateView::isJudged);
    }

    private static Decision without(Pass pass, Decision decision) {
        BaselineView baseline = seen(pass);
        return baseline != null && baseline.isOurs() ? with(decision, new Effect.DeleteBaseline()) : decision;
    }

    /** Where the Deployment is gone nothing could be seen: then the removal is asked for blindly. */
    private static Decision end(Pass pass, Decision decision) {
        BaselineView baseline = seen(pass);
        if (baseline != null && baseline.isOurs()) {
            return pass.stay(
                    Timing.READ_BACK, ReasonCode.DRAINING, "The baseline is removed.", new Effect.DeleteBaseline());
        }
        return pass.seen().workload() == null ? with(decision, new Effect.DeleteBaseline()) : decision;
    }

    /** Last, so that what it fails at keeps nothing else from being done. */
    private static Decision with(Decision decision, Effect last) {
        List<Effect> effects = new ArrayList<>(decision.effects());
        effects.add(last);
        return new Decision(decision.next(), effects, decision.wakeAfter(), decision.reason());
    }
}
