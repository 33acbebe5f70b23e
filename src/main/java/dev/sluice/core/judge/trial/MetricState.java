package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.gauge.GaugeProcess;
import dev.sluice.core.judge.gauge.GaugeRule;
import dev.sluice.core.judge.gauge.Steadiness;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.threshold.LimitRule;
import dev.sluice.core.judge.threshold.LimitState;
import dev.sluice.core.metric.Counts;
import java.time.Instant;
import java.util.List;

/**
 * What was seen of one of the team's own metrics.
 *
 * <p>A gauge knows no sample size: it takes minutes to show that it is well, at whatever weight. So a step asks only that
 * nothing speaks against it, and the evidence for it is asked for once, before the promotion.
 *
 * @param name as the policy calls it
 * @param gauge the comparison; of no account where limits judge
 * @param limit the looks at the limits; of no account where the comparison judges
 * @param problem why the last look had no value; empty when it had
 */
public record MetricState(String name, GaugeProcess gauge, LimitState limit, String problem) {

    private static final double LN_SUSPICION = Math.log(10);

    /** A metric of which nothing was seen. */
    static MetricState start(String name) {
        return new MetricState(name, GaugeProcess.start(Steadiness.UNKNOWN), LimitState.start(), "");
    }

    MetricState restartStep() {
        return new MetricState(name, gauge.restartStep(), limit, problem);
    }

    MetricState observe(MetricTerms terms, MetricLook look, Instant at) {
        GaugeRule compared = terms.gauge();
        LimitRule limited = terms.limit();
        return new MetricState(
                name,
                compared == null ? gauge : gauge.observe(compared, at, look.candidate(), look.stable()),
                limited == null ? limit : limit.plus(at, look.candidate(), limited),
                look.problem());
    }

    Opinion opinion(MetricTerms terms, JudgeParameters parameters, boolean isLastStep) {
        GaugeRule compared = terms.gauge();
        LimitRule limited = terms.limit();
        if (compared != null) {
            return compared(terms, compared, parameters, isLastStep);
        }
        if (limited == null) {
            throw new IllegalArgumentException(name + " has neither a comparison nor limits");
        }
        boolean isExhausted = limit.isExhausted(limited);
        return new Opinion(
                Topic.METRIC,
                name,
                limitCause(isExhausted),
                isExhausted ? 0 : Opinion.NONE,
                isExhausted,
                new Grounds.Measured(this, terms));
    }

    private Cause limitCause(boolean isExhausted) {
        if (isExhausted) {
            return Cause.WORSE;
        }
        if (limit.passed() + limit.failed() == 0) {
            return Cause.UNDECIDED;
        }
        return limit.breaches().isEmpty() ? Cause.HARMLESS : Cause.SUSPICION;
    }

    private Opinion compared(MetricTerms terms, GaugeRule rule, JudgeParameters parameters, boolean isLastStep) {
        double against = gauge.lnAgainst(rule);
        double ofThreshold = against + Math.log(parameters.alpha());
        boolean isShown = gauge.lnFor() >= -Math.log(parameters.beta());
        boolean isWell = gauge.seen().comparisons() > 0 && (isShown || !isLastStep);
        Cause cause = ofThreshold >= 0
                ? Cause.WORSE
                : against >= LN_SUSPICION ? Cause.SUSPICION : isWell ? Cause.HARMLESS : Cause.UNDECIDED;
        return new Opinion(Topic.METRIC, name, cause, ofThreshold, true, new Grounds.Measured(this, terms));
    }

    /** What was seen, with the numbers. */
    String sentence(MetricTerms terms) {
        GaugeRule compared = terms.gauge();
        LimitRule limited = terms.limit();
        String seen = compared != null ? gauge.sentence(compared) : limited != null ? limit.sentence(limited) : "";
        return "Metric " + name + ": " + seen + (problem.isEmpty() ? "" : " The last look had no value: " + problem);
    }

    SignalReport report(MetricTerms terms, JudgeParameters parameters) {
        GaugeRule compared = terms.gauge();
        return new SignalReport(
                name,
                Counts.ZERO,
                compared == null ? 0 : gauge.lnAgainst(compared),
                -Math.log(parameters.alpha()),
                compared == null ? 0 : gauge.lnFor(),
                -Math.log(parameters.beta()),
                List.of(sentence(terms)));
    }
}
