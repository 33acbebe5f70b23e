package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.process.JudgeParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trial tolerates, over all its signals.
 *
 * @param errors margins of errors; its alpha is that of the whole trial
 * @param latencyRatio tolerated ratio of the shares of slow requests, at least 1
 * @param ceiling the error rate that the objective leaves; null without one
 * @param metrics how the team's own metrics are judged
 * @param isLastStep whether the promotion follows this step
 */
public record TrialParameters(
        JudgeParameters errors,
        double latencyRatio,
        @Nullable Double ceiling,
        List<MetricTerms> metrics,
        boolean isLastStep) {

    public TrialParameters {
        metrics = List.copyOf(metrics);
    }

    /**
     * What a signal counts for when one alpha is split. Errors come first: they are what hurts most, and what a smaller
     * share of alpha makes slower.
     */
    private static final double ERRORS = 10;

    private static final double LATENCY = 3;
    private static final double OBJECTIVE = 1;
    private static final double METRICS = 3;

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

    /** The team's metrics that are compared share evenly what they count for. */
    JudgeParameters metric(Trial trial) {
        return ofShare(METRICS / all(trial) / Math.max(1, compared()), errors);
    }

    private long compared() {
        return metrics.stream().filter(terms -> terms.gauge() != null).count();
    }

    private double all(Trial trial) {
        return ERRORS
                + (trial.latency().isEmpty() ? 0 : LATENCY)
                + (ceiling == null ? 0 : OBJECTIVE)
                + (compared() == 0 ? 0 : METRICS);
    }

    private static JudgeParameters ofShare(double share, JudgeParameters parameters) {
        return parameters.withErrorBounds(parameters.alpha() * share, parameters.beta());
    }
}
