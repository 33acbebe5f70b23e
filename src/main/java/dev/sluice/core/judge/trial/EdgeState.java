package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.process.JudgeParameters;
import java.time.Duration;

/**
 * The share of slow requests at one bucket edge: chosen before the start, judged like errors.
 *
 * @param edge what takes longer is slow
 * @param delta tolerated absolute increase of the share of slow requests, as a fraction
 * @param phi dispersion of slow requests, at least 1
 * @param state what was seen so far
 */
public record EdgeState(Duration edge, double delta, double phi, JudgeState state) {

    /** As much slower than the tolerated increase must be excluded at full weight: the margins leave no gap then. */
    private static final double BUDGET = 2.5;

    /** An edge of which nothing was seen. */
    public static EdgeState start(Duration edge, double delta) {
        return new EdgeState(edge, delta, 1, JudgeState.start());
    }

    public EdgeState withPhi(double newPhi) {
        return new EdgeState(edge, delta, newPhi, state);
    }

    EdgeState with(JudgeState newState) {
        return new EdgeState(edge, delta, phi, newState);
    }

    /**
     * The parameters by which this edge is judged.
     *
     * @param rho tolerated ratio of the shares of slow requests
     */
    JudgeParameters parameters(JudgeParameters errors, double rho) {
        return errors.withMargins(rho, delta)
                .withHarmBudget(Math.min(BUDGET * delta, 0.99))
                .withPhi(phi);
    }
}
