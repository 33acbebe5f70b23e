package dev.sluice.core.gate;

import dev.sluice.core.pass.Ladder;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.TrafficRecord;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.util.List;
import java.util.Optional;

/** Gates about the routing object. */
final class TrafficGates {

    /** So many foreign writes and the release waits for a person to settle who owns the weights. */
    private static final int FOREIGN_LIMIT = 3;

    private static final int ROUNDING = 1;

    private TrafficGates() {}

    static Optional<Decision> routeUnusable(Pass pass) {
        Phase phase = pass.state().phase();
        if (pass.seen().traffic() != null || phase == Phase.ROLLING_BACK || phase == Phase.PAUSED) {
            return Optional.empty();
        }
        String problem = pass.seen().routeProblem();
        if (phase == Phase.SHIFTING || phase == Phase.BAKING) {
            return Optional.of(WaysBack.pauseAtZero(
                    pass,
                    ReasonCode.ROUTE_UNUSABLE,
                    problem + " The release goes to weight 0 and waits; mend the route, then resume it."));
        }
        return Optional.of(
                pass.stay(Timing.PODS.multipliedBy(5), ReasonCode.ROUTE_UNUSABLE, problem + " Nothing is shifted."));
    }

    /** Somebody else wrote the weights: above the record is lowered at once, below is taken over and judged anew. */
    static Optional<Decision> foreignWeights(Pass pass) {
        TrafficRecord traffic = pass.state().traffic();
        Phase phase = pass.state().phase();
        TrafficView view = pass.seen().traffic();
        if (view == null || isOurs(traffic, view.isLanded()) || phase == Phase.ROLLING_BACK) {
            return Optional.empty();
        }
        boolean isHigher = traffic.configured().compareTo(traffic.set()) > 0;
        if (traffic.foreignWrites() + 1 >= FOREIGN_LIMIT) {
            return Optional.of(giveUp(pass, isHigher));
        }
        boolean mustKeep = isHigher || pass.effectivePhase() == Phase.PROMOTING;
        return Optional.of(mustKeep ? rewrite(pass) : adopt(pass));
    }

    /**
     * Whether the route shows what Sluice wrote. Where nobody knows whether its own write went through, that is anything
     * from the weights before to the weights after, give or take the rounding of a split share; below or above was
     * somebody else.
     */
    private static boolean isOurs(TrafficRecord traffic, boolean isLanded) {
        int shown = traffic.configured().candidate();
        int one = traffic.previous().candidate();
        int other = traffic.set().candidate();
        boolean mustMatch = traffic.isConfirmed() || isLanded;
        return mustMatch
                ? shown == other
                : shown >= Math.min(one, other) - ROUNDING && shown <= Math.max(one, other) + ROUNDING;
    }

    private static Decision rewrite(Pass pass) {
        TrafficRecord traffic = pass.state().traffic();
        return pass.decide(
                pass.state().with(traffic.disputed()),
                Timing.READ_BACK,
                ReasonCode.FOREIGN_WEIGHTS,
                "Somebody set the weights to %s; they go back to %s, which is what the release has evidence for (%d of %d)."
                        .formatted(traffic.configured(), traffic.set(), traffic.foreignWrites() + 1, FOREIGN_LIMIT),
                List.of(new Effect.Shift(traffic.set(), pass.routeVersion())));
    }

    private static Decision adopt(Pass pass) {
        TrafficRecord traffic = pass.state().traffic();
        Weights shown = traffic.configured();
        ReleaseState next = Ladder.judgedAnew(pass.with(pass.state().with(traffic.adopted(shown, pass.now()))));
        return pass.decide(
                next,
                Timing.READ_BACK,
                ReasonCode.FOREIGN_WEIGHTS,
                "Somebody lowered the candidate's weight from %d to %d; the release is judged anew from there (%d of %d)."
                        .formatted(
                                traffic.set().candidate(),
                                shown.candidate(),
                                traffic.foreignWrites() + 1,
                                FOREIGN_LIMIT),
                List.of());
    }

    private static Decision giveUp(Pass pass, boolean isHigher) {
        TrafficRecord traffic = pass.state().traffic();
        String sentence =
                "Another writer changed the weights of " + pass.plan().traffic().namespace() + "/"
                        + pass.plan().traffic().routeObject() + " " + FOREIGN_LIMIT
                        + " times during the release, last to " + traffic.configured()
                        + ". Tell it to leave them alone, for Argo CD: spec.ignoreDifferences: [{group: networking.istio.io,"
                        + " kind: VirtualService, jqPathExpressions: ['.spec.http[].route']}]; then resume the release.";
        if (pass.effectivePhase().isBeforePromotion()) {
            Pass counted = pass.with(pass.state().with(traffic.disputed()));
            return WaysBack.pauseAtZero(counted, ReasonCode.FOREIGN_WEIGHTS, sentence);
        }
        TrafficRecord record = isHigher ? traffic.disputed() : traffic.adopted(traffic.configured(), pass.now());
        ReleaseState paused = pass.state()
                .with(record)
                .in(Phase.PAUSED, pass.now())
                .pausedFor(new PauseRecord(
                        ReasonCode.FOREIGN_WEIGHTS, pass.effectivePhase(), pass.now(), false, sentence));
        return pass.decide(paused, Timing.READ_BACK, ReasonCode.FOREIGN_WEIGHTS, sentence, List.of());
    }
}
