package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import java.time.Instant;

/** Which latency counts: none of a pod that was young when it answered. */
record WarmPods(WarmUp warmUp) {

    /** Whether an interval that begins then can be compared. */
    boolean isWarm(Instant begin) {
        return !begin.isBefore(warmUp.from());
    }

    /** Whether all that an increment holds was answered by a warm pod; where pods aren't told apart, it counts. */
    boolean counts(ScrapedTarget target, CounterSeries series, Increment increment) {
        if (series.edge() == null
                || series.pod().isEmpty()
                || warmUp.readySince().isEmpty()) {
            return true;
        }
        Instant ready = warmUp.readySince().get(series.pod());
        if (ready == null) {
            return series.arm() == Arm.STABLE;
        }
        boolean isSinceBirth = increment.from().isBefore(target.first());
        return !isSinceBirth && !increment.from().isBefore(ready.plus(warmUp.skip()));
    }
}
