package dev.sluice.core.engine;

import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.threshold.ThresholdRule;
import dev.sluice.core.judge.threshold.ThresholdState;
import dev.sluice.core.judge.trial.Ruling;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps by the clock while thresholds hold. The comparison with stable still guards them. */
final class FixedPace {

    private FixedPace() {}

    /** Whether a check of the thresholds is due in this pass. */
    static boolean isCheckDue(Pass pass) {
        Thresholds thresholds = pass.plan().analysis().thresholds();
        return thresholds != null
                && pass.setWeight() > 0
                && !pass.now().isBefore(pass.state().judge().fixed().checkedAt().plus(thresholds.window()));
    }

    static Optional<Decision> check(Pass pass, Ruling ruling) {
        Thresholds thresholds = pass.plan().analysis().thresholds();
        Pass checked = thresholds != null && isCheckDue(pass) ? pass.with(checked(pass, thresholds)) : pass;
        if (thresholds != null && checked.state().judge().fixed().checks().isExhausted(rule(thresholds))) {
            return Optional.of(WaysBack.onFailure(checked, ReasonCode.THRESHOLD_EXCEEDED, sentence(checked)));
        }
        Duration every = pass.plan().canary().every();
        if (every != null && isStepOver(checked, every) && mayGoOn(checked, ruling)) {
            return Optional.of(ShiftPhases.advance(checked, sentence(checked)));
        }
        if (checked.state().equals(pass.state())) {
            return Optional.empty();
        }
        return Optional.of(checked.stay(pass.untilNextLook(), ReasonCode.ANALYSING, sentence(checked)));
    }

    private static boolean mayGoOn(Pass pass, Ruling ruling) {
        return ruling.cause() != Verdict.Cause.SUSPICION && !ShiftPhases.burns(pass);
    }

    /** A step is over when its time is and the newest check in it passed: no data is no pass. */
    private static boolean isStepOver(Pass pass, Duration every) {
        Instant confirmed = pass.state().traffic().confirmedAt();
        JudgeRecord.FixedPace fixed = pass.state().judge().fixed();
        return confirmed != null
                && !pass.now().isBefore(confirmed.plus(every))
                && fixed.lastPassed()
                && fixed.checkedAt().isAfter(confirmed)
                && ShiftPhases.isBaked(pass);
    }

    private static ReleaseState checked(Pass pass, Thresholds thresholds) {
        JudgeRecord.FixedPace fixed = pass.state().judge().fixed();
        Counts counts = fixed.sinceCheck();
        ThresholdRule.Outcome outcome =
                rule(thresholds).check(counts.candidateRequests(), counts.candidateErrors(), latency(pass));
        ThresholdState checks = fixed.checks().plus(outcome);
        boolean passed = outcome == ThresholdRule.Outcome.PASS;
        return pass.state()
                .with(pass.state()
                        .judge()
                        .withFixed(new JudgeRecord.FixedPace(checks, Counts.ZERO, pass.now(), passed)));
    }

    private static @Nullable Double latency(Pass pass) {
        if (pass.seen().counted().percentile() == null) {
            return null;
        }
        double millis = pass.seen()
                .counted()
                .percentile()
                .fold(value -> value.toNanos() / 1e6, missing -> Double.NaN, failed -> Double.NaN);
        return Double.isNaN(millis) ? null : (Double) millis;
    }

    private static ThresholdRule rule(Thresholds thresholds) {
        Double errorRate = thresholds.errorRate();
        Duration latency = thresholds.latencyMax();
        return ThresholdRule.of(
                errorRate == null ? 1 : errorRate,
                latency == null ? null : (Double) (latency.toNanos() / 1e6),
                thresholds.window(),
                thresholds.failures());
    }

    private static String sentence(Pass pass) {
        ThresholdState checks = pass.state().judge().fixed().checks();
        return String.format(
                Locale.ROOT,
                "Threshold checks so far: %d passed, %d failed, %d without data.",
                checks.passed(),
                checks.failed(),
                checks.withoutData());
    }
}
