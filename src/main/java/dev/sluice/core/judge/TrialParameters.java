package dev.sluice.core.judge;

import dev.sluice.core.judge.process.JudgeParameters;
import org.jspecify.annotations.Nullable;

/**
 * What a trial tolerates, over all its signals.
 *
 * @param errors margins of errors; its alpha is that of the whole trial
 * @param latencyRatio tolerated ratio of the shares of slow requests, at least 1
 * @param ceiling the error rate that the objective leaves; null without one
 */
public record TrialParameters(
        JudgeParameters errors,
        double latencyRatio,
        @Nullable Double ceiling) {

    /**
     * What a signal counts for when one alpha is split. Errors come first: they are what hurts most, and what a smaller
     * share of alpha makes slower.
     */
    private static final double ERRORS = 10;

    private static final double LATENCY = 3;
    private static final double OBJECTIVE = 1;

    JudgeParameters errors(Trial trial) {
        return ofShare(ERRORS / all(trial), errors);
    }

    /** Those of an edge: edges share evenly what latency counts for. */
    public JudgeParameters of(EdgeState edge, Trial trial) {
        double share = LATENCY / all(trial) / trial.latency().size();
        return ofShare(share, edge.parameters(errors, latencyRatio));
    }

    JudgeParameters objective(Trial trial) {
        return ofShare(OBJECTIVE / all(trial), errors);
    }

    private double all(Trial trial) {
        return ERRORS + (trial.latency().isEmpty() ? 0 : LATENCY) + (ceiling == null ? 0 : OBJECTIVE);
    }

    private static JudgeParameters ofShare(double share, JudgeParameters parameters) {
        return parameters.withErrorBounds(parameters.alpha() * share, parameters.beta());
    }
}
