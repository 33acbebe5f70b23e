package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the queries of a preset for a release. */
final class SeriesSelector {
    private final Preset preset;
    private final MetricTarget target;

    SeriesSelector(Preset preset, MetricTarget target) {
        this.preset = preset;
        this.target = target;
    }

    /** Raw samples of the requests of both arms; a range, since {@code rate()} would round and extrapolate. */
    String samples(Duration window) {
        return requests() + range(window);
    }

    /** The requests of both arms, as they stand. */
    String requests() {
        return preset.requests() + matchers(ReleaseNames.ofBoth(target));
    }

    /** The time below which so many per cent of an arm's requests were answered. */
    String latency(String histogram, LatencyQuery query) {
        String buckets = histogram + "_bucket" + matchers(ReleaseNames.of(target, query.arm())) + range(query.window());
        return "histogram_quantile(%s, sum by (le) (increase(%s)))".formatted(query.percentile() / 100, buckets);
    }

    private String matchers(ReleaseNames names) {
        return preset.selector().stream()
                .map(pattern -> pattern.label() + "=~\"" + escaped(names.fill(pattern)) + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String range(Duration window) {
        return String.format(Locale.ROOT, "[%ds]", Math.max(1, window.toSeconds()));
    }
}
