package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.window.Volume;
import dev.sluice.metrics.prometheus.preset.FailureRules;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sums requests and failures of an answer that tells them by their codes. */
final class Volumes {
    private final FailureRules failures;

    Volumes(FailureRules failures) {
        this.failures = failures;
    }

    /**
     * The volumes of each group of series; a group without requests is not in it.
     *
     * @return empty if a value is none that a sum of requests can have: then none of them can be trusted
     */
    Optional<Map<String, Volume>> by(ApiAnswer answer, Function<ApiAnswer.Series, String> group) {
        Map<String, Volume> sums = new HashMap<>();
        for (ApiAnswer.Series series : answer.series()) {
            if (!failures.apply(series.labels())) {
                continue;
            }
            double requests =
                    series.points().size() == 1 ? series.points().get(0).value() : Double.NaN;
            if (!(requests >= 0) || Double.isInfinite(requests)) {
                return Optional.empty();
            }
            double failed = failures.areFailed(series.labels()) ? requests : 0;
            Volume before = sums.getOrDefault(group.apply(series), Volume.NONE);
            double sum = before.requests() + requests;
            if (Double.isInfinite(sum)) {
                return Optional.empty();
            }
            sums.put(group.apply(series), new Volume(sum, Math.min(sum, before.failed() + failed)));
        }
        return Optional.of(sums);
    }
}
