package dev.sluice.core.engine;

import dev.sluice.core.gate.Gates;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.pass.Intake;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.release.TrafficRecord;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides the passes of a release. Pure: the same plan, state and observation always give the same decision, so that a
 * pass that was cut off anywhere can simply be made again.
 */
public final class ReleaseEngine {

    private ReleaseEngine() {}

    /** What a pass must know beyond the workload and the route. */
    public static Needs needs(ReleasePlan plan, Subject subject, ReleaseState state, Instant now) {
        return Questions.of(plan, subject, state, now);
    }

    /** What follows from what was seen. */
    public static Decision decide(ReleasePlan plan, Subject subject, ReleaseState state, Observation seen) {
        if (state.phase().isTerminal()) {
            return new Pass(plan, subject, state, seen).stay(Timing.IDLE, ReasonCode.PROMOTED, "The release is over.");
        }
        Pass pass = Intake.take(new Pass(plan, subject, state, seen));
        Decision decision = Baselines.beside(pass, Gates.check(pass).orElseGet(() -> inPhase(pass)));
        requireLegal(state.phase(), decision.next().phase());
        return decision;
    }

    private static Decision inPhase(Pass pass) {
        return switch (pass.state().phase()) {
            case PENDING -> StartPhases.pending(pass);
            case STARTING -> StartPhases.starting(pass);
            case SHIFTING, BAKING -> ShiftPhases.decide(pass);
            case PROMOTING -> PromotingPhase.decide(pass);
            case RETURNING -> ReturningPhase.decide(pass);
            case ROLLING_BACK -> RollingBackPhase.decide(pass);
            case PAUSED -> paused(pass);
            case SUCCEEDED, ROLLED_BACK, SUPERSEDED, WITHDRAWN ->
                throw new IllegalStateException("a release that is over has no pass");
        };
    }

    /** A paused release keeps its weight true and goes on being judged while it has traffic. */
    private static Decision paused(Pass pass) {
        TrafficRecord traffic = pass.state().traffic();
        boolean mustWrite = !traffic.isConfirmed() && pass.seen().traffic() != null;
        boolean hasTraffic = traffic.set().candidate() > 0;
        Duration wake = mustWrite ? Timing.READ_BACK : hasTraffic ? pass.untilNextLook() : Timing.IDLE;
        Effect[] effects =
                mustWrite ? new Effect[] {new Effect.Shift(traffic.set(), pass.routeVersion())} : new Effect[0];
        ReasonCode code = pass.state().pause() == null
                ? ReasonCode.PAUSED_BY_PERSON
                : pass.state().pause().reason();
        String sentence = pass.state().pause() == null
                ? "Paused at weight " + traffic.set().candidate() + "; waits for a person."
                : pass.state().pause().sentence();
        return pass.stay(wake, code, sentence, effects);
    }

    private static void requireLegal(Phase from, Phase to) {
        if (from != to && !from.successors().contains(to)) {
            throw new IllegalStateException("no release goes from " + from.title() + " to " + to.title());
        }
    }
}
