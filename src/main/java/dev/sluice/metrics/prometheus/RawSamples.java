package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.metrics.prometheus.counter.CounterReading;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.Preset.Histogram;
import dev.sluice.metrics.prometheus.preset.SeriesSelector;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import dev.sluice.metrics.prometheus.query.Endpoint;
import dev.sluice.metrics.prometheus.query.PrometheusApi;
import dev.sluice.metrics.prometheus.series.Joining;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Fetches samples as they were scraped: one query a look, two where durations are a native histogram. */
final class RawSamples {
    /** So far before the last sample read the query reaches: three scrapes a minute apart. */
    private static final Duration LOOKBACK = Duration.ofMinutes(3);

    /** What an outage made older is given up; it would be too much to ask for in one query. */
    private static final Duration LONGEST_WINDOW = Duration.ofMinutes(15);

    private final PrometheusApi api;

    RawSamples(PrometheusApi api) {
        this.api = api;
    }

    /** The samples of requests, and at these edges of durations, that a look needs. */
    List<ApiAnswer.Series> since(MetricTarget target, Preset preset, CounterQuery query, Instant now)
            throws PortException {
        Duration window = Duration.between(readUpTo(query.cursor()), now).plus(LOOKBACK);
        return Joining.of(samples(target, preset, query.edges(), new Window(shorter(window, LONGEST_WINDOW), now)));
    }

    /** The samples of the past, asked for in parts. */
    List<ApiAnswer.Series> past(MetricTarget target, Preset preset, Duration back, List<Duration> edges, Instant now)
            throws PortException {
        List<ApiAnswer.Series> parts = new ArrayList<>();
        Instant begin = now.minus(back).minus(LOOKBACK);
        while (begin.isBefore(now)) {
            Duration window = shorter(LONGEST_WINDOW, Duration.between(begin, now));
            parts.addAll(samples(target, preset, edges, new Window(window, begin.plus(window))));
            begin = begin.plus(LONGEST_WINDOW);
        }
        return Joining.of(parts);
    }

    private record Window(Duration length, Instant end) {}

    private List<ApiAnswer.Series> samples(MetricTarget target, Preset preset, List<Duration> edges, Window window)
            throws PortException {
        SeriesSelector selector = new SeriesSelector(preset, target);
        Histogram histogram = preset.duration();
        if (edges.isEmpty() || histogram == null) {
            return range(target, selector.samples(window.length()), window);
        }
        List<ApiAnswer.Series> found = range(target, selector.samples(window.length(), histogram, edges), window);
        if (found.isEmpty() || found.stream().anyMatch(series -> series.labels().containsKey("le"))) {
            return found;
        }
        List<ApiAnswer.Series> both = new ArrayList<>(found);
        both.addAll(range(target, selector.natives(window.length(), histogram), window));
        return both;
    }

    private List<ApiAnswer.Series> range(MetricTarget target, String query, Window window) throws PortException {
        ApiAnswer answer = api.query(target, query, window.end());
        if (!answer.resultType().equals("matrix")) {
            throw new PortException(
                    Kind.REJECTED,
                    Endpoint.of(target.address()) + " answered a range of samples with a " + answer.resultType()
                            + ": is it a Prometheus?");
        }
        return answer.series();
    }

    private static Instant readUpTo(MetricCursor cursor) {
        Instant cutUpTo = cursor.of(CounterReading.CELLS);
        return cutUpTo != null
                ? cutUpTo
                : cursor.readUpTo().values().stream()
                        .max(Comparator.naturalOrder())
                        .orElse(cursor.since());
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
