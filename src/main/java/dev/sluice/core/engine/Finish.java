package dev.sluice.core.engine;

import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.TrafficRecord;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.CandidateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last steps of every release: clear the route, drain, remove the candidate, restore the autoscaler's floor. */
final class Finish {

    private Finish() {}

    /** What is left to do; empty when nothing is. */
    static Optional<Decision> left(Pass pass, boolean removesCandidate) {
        if (pass.seen().traffic() != null && !pass.seen().traffic().isClear()) {
            return Optional.of(clear(pass));
        }
        Duration rest = drainRest(pass);
        if (removesCandidate && pass.candidate() != null && !rest.isZero()) {
            return Optional.of(pass.stay(
                    rest,
                    ReasonCode.DRAINING,
                    "The candidate drains for " + Spoken.duration(rest) + " before it is removed."));
        }
        return remove(pass, removesCandidate);
    }

    private static Decision clear(Pass pass) {
        TrafficRecord traffic = pass.state().traffic();
        boolean isRewritten = traffic.set().isStableOnly()
                && traffic.isConfirmed()
                && traffic.configured().candidate() > 0;
        TrafficRecord next = isRewritten ? traffic.disputed() : traffic.decided(Weights.STABLE, pass.now());
        ReleaseState state = pass.state().with(next);
        return pass.decide(
                state,
                Timing.READ_BACK,
                ReasonCode.SHIFTING_WEIGHT,
                "All traffic goes to stable and the route is left as it was found.",
                List.of(new Effect.ClearRoute()));
    }

    static Duration drainRest(Pass pass) {
        Instant confirmed = pass.state().traffic().confirmedAt();
        Instant from = confirmed == null ? pass.state().traffic().setAt() : confirmed;
        Duration rest = Duration.between(pass.now(), from.plus(Timing.DRAIN));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static Optional<Decision> remove(Pass pass, boolean removesCandidate) {
        List<Effect> effects = new ArrayList<>();
        if (pass.seen().traffic() == null) {
            // The route could not be read: what is asked of it again here must succeed before anything is deleted.
            effects.add(new Effect.ClearRoute());
        }
        Integer floor = floorToRestore(pass);
        if (floor != null) {
            effects.add(new Effect.SetFloor(floor));
        }
        CandidateView candidate = pass.candidate();
        boolean mustDelete = removesCandidate && candidate != null && candidate.isOurs();
        if (mustDelete) {
            effects.add(new Effect.DeleteCandidate());
        }
        return mustDelete || floor != null
                ? Optional.of(pass.decide(
                        pass.state(), Timing.READ_BACK, ReasonCode.DRAINING, "The candidate is removed.", effects))
                : Optional.empty();
    }

    private static @Nullable Integer floorToRestore(Pass pass) {
        Integer floor = pass.state().floor();
        Integer shown = pass.seen().workload() == null ? null : pass.workload().autoscalerFloor();
        // It was only ever raised. What is below by now is somebody else's, or held down by the autoscaler's greatest
        // size.
        return shown == null || floor == null || shown <= floor ? null : floor;
    }
}
