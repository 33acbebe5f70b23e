package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.metrics.prometheus.Preset.Histogram;
import dev.sluice.metrics.prometheus.counter.CounterReading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Counts requests with raw samples of a Prometheus, or of what answers the same queries. */
public final class PrometheusSource implements MetricSource {
    /** So far before the last sample read the query reaches: three scrapes a minute apart. */
    static final Duration LOOKBACK = Duration.ofMinutes(3);

    /** What an outage made older is given up; it would be too much to ask for in one query. */
    static final Duration LONGEST_WINDOW = Duration.ofMinutes(15);

    private final PrometheusApi api;

    /** @param lookup finds the credentials of targets that name a Secret */
    public PrometheusSource(CredentialsLookup lookup) {
        this.api = new PrometheusApi(lookup);
    }

    @Override
    public Measurement<Increments> increments(MetricTarget target, CounterQuery query, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            MetricCursor cursor = query.cursor();
            Duration window = Duration.between(readUpTo(cursor), now).plus(LOOKBACK);
            List<ApiAnswer.Series> samples = samples(target, preset, shorter(window, LONGEST_WINDOW), now);
            CounterReading reading = reading(target, preset, samples, now);
            boolean shared = preset.offer().canGive(Capability.ARMS_SHARE_TARGET);
            return new Measurement.Value<>(shared ? reading.eachScrape(cursor) : reading.commonCells(cursor));
        });
    }

    private static Instant readUpTo(MetricCursor cursor) {
        Instant cutUpTo = cursor.of(CounterReading.CELLS);
        return cutUpTo != null
                ? cutUpTo
                : cursor.readUpTo().values().stream()
                        .max(Comparator.naturalOrder())
                        .orElse(cursor.since());
    }

    /** {@inheritDoc} Each proxy or pod is a stratum, and all strata are cut at the same times. */
    @Override
    public Measurement<Increments> history(MetricTarget target, Duration back, List<Duration> edges, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            Instant start = now.minus(back);
            List<ApiAnswer.Series> parts = new ArrayList<>();
            for (Instant begin = start.minus(LOOKBACK); begin.isBefore(now); begin = begin.plus(LONGEST_WINDOW)) {
                Duration window = shorter(LONGEST_WINDOW, Duration.between(begin, now));
                parts.addAll(samples(target, preset, window, begin.plus(window)));
            }
            return new Measurement.Value<>(
                    reading(target, preset, ApiAnswer.joined(parts), now).history(start));
        });
    }

    private List<ApiAnswer.Series> samples(MetricTarget target, Preset preset, Duration window, Instant at)
            throws PortException {
        ApiAnswer answer = api.query(target, new SeriesSelector(preset, target).samples(window), at);
        if (!answer.resultType().equals("matrix")) {
            throw new PortException(
                    Kind.REJECTED,
                    Endpoint.of(target.address()) + " answered a range of samples with a " + answer.resultType()
                            + ": is it a Prometheus?");
        }
        return answer.series();
    }

    private static CounterReading reading(
            MetricTarget target, Preset preset, List<ApiAnswer.Series> samples, Instant now) {
        return new CounterReading(new SeriesReader(preset, target).read(samples), now);
    }

    @Override
    public Measurement<LatencyProfile> profile(MetricTarget target, Duration back, Instant now) {
        return new Measurement.Missing<>("the preset " + target.preset() + " has no histogram that can be read");
    }

    @Override
    public Measurement<Double> number(MetricTarget target, String query, Instant now) {
        return measured(() -> OneNumber.of(api.query(target, query, now)));
    }

    @Override
    public Measurement<List<Volume>> service(MetricTarget target, List<Duration> windows, Instant now) {
        return new Measurement.Missing<>("the preset " + target.preset() + " gives no sums");
    }

    @Override
    public Measurement<Volume> neighbours(MetricTarget target, Duration window, Instant now) {
        return new Measurement.Missing<>("the preset " + target.preset() + " sees no neighbours");
    }

    @Override
    public Measurement<Duration> latency(MetricTarget target, LatencyQuery query, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            Histogram duration = duration(preset);
            String text = new SeriesSelector(preset, target).latency(duration.metric(), query);
            OptionalDouble value = first(target, text, now);
            if (value.isEmpty()) {
                return new Measurement.Missing<>(Endpoint.of(target.address()) + " has no "
                        + duration.metric() + "_bucket of the " + query.arm() + " in the last "
                        + query.window().toSeconds() + " s");
            }
            double nanos = value.getAsDouble() * duration.secondsPerUnit() * 1e9;
            return new Measurement.Value<>(Duration.ofNanos(Math.round(nanos)));
        });
    }

    @Override
    public Measurement<String> probe(MetricTarget target, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            SeriesSelector selector = new SeriesSelector(preset, target);
            Endpoint endpoint = Endpoint.of(target.address());
            String service = target.namespace() + "/" + target.service();
            int found = api.query(target, selector.requests(), now).series().size();
            if (found > 0) {
                return new Measurement.Value<>("%s answers; %d series of %s lead to %s"
                        .formatted(endpoint, found, preset.requests(), service));
            }
            return new Measurement.Missing<>(
                    "%s answers, but %s".formatted(endpoint, whatIsMissing(target, preset, service, now)));
        });
    }

    private String whatIsMissing(MetricTarget target, Preset preset, String service, Instant now) throws PortException {
        boolean isCounted =
                first(target, "count(" + preset.requests() + ")", now).isPresent();
        return isCounted
                ? "no series of %s lead to %s: did it get requests in the last minutes, and is %s the right preset?"
                        .formatted(preset.requests(), service, preset.name())
                : "has no %s at all: does it scrape what the preset %s counts?"
                        .formatted(preset.requests(), preset.name());
    }

    @Override
    public boolean armsShareTarget(MetricTarget target) {
        return MetricPreset.named(target.preset())
                .map(preset -> preset.canGive(Capability.ARMS_SHARE_TARGET))
                .orElse(false);
    }

    /** The one number of an answer; empty if there is none or it's not finite. */
    private OptionalDouble first(MetricTarget target, String query, Instant now) throws PortException {
        return api.query(target, query, now).series().stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(ApiAnswer.Point::value)
                .filter(Double::isFinite)
                .findFirst();
    }

    private static Histogram duration(Preset preset) throws PortException {
        Histogram duration = preset.duration();
        if (duration == null) {
            throw new PortException(
                    Kind.REJECTED, "the preset " + preset.name() + " has no latency buckets: choose another one");
        }
        return duration;
    }

    private static Preset preset(MetricTarget target) throws PortException {
        return Presets.named(target.preset())
                .orElseThrow(() -> new PortException(
                        Kind.REJECTED,
                        "there is no preset '" + target.preset() + "': write one of " + Presets.names()));
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }

    private static <T> Measurement<T> measured(Question<T> question) {
        try {
            return question.ask();
        } catch (PortException e) {
            return new Measurement.Failed<>(String.valueOf(e.getMessage()));
        }
    }

    private interface Question<T> {
        Measurement<T> ask() throws PortException;
    }
}
