package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.metrics.prometheus.preset.FailureRules;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.Preset.Histogram;
import dev.sluice.metrics.prometheus.preset.SeriesSelector;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import dev.sluice.metrics.prometheus.query.Endpoint;
import dev.sluice.metrics.prometheus.query.PrometheusApi;
import dev.sluice.metrics.prometheus.series.Profiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What Prometheus sums up over a window: each answer is one query, but that a native histogram takes another. */
final class Sums {
    private final PrometheusApi api;

    Sums(PrometheusApi api) {
        this.api = api;
    }

    Measurement<List<Volume>> service(MetricTarget target, Preset preset, List<Duration> windows, Instant now)
            throws PortException {
        if (windows.isEmpty()) {
            return new Measurement.Value<>(List.of());
        }
        ApiAnswer answer = api.query(target, new SeriesSelector(preset, target).service(windows), now);
        Optional<Map<String, Volume>> volumes =
                volumes(target, preset).by(answer, series -> series.label(SeriesSelector.WINDOW));
        if (volumes.isEmpty()) {
            return noSums(target, preset);
        }
        if (volumes.get().isEmpty()) {
            return new Measurement.Missing<>("%s has no %s of %s/%s"
                    .formatted(Endpoint.of(target.address()), preset.requests(), target.namespace(), target.service()));
        }
        return new Measurement.Value<>(windows.stream()
                .map(window -> volumes.get().getOrDefault(Long.toString(window.toSeconds()), Volume.NONE))
                .toList());
    }

    Measurement<Volume> neighbours(MetricTarget target, Preset preset, Duration window, Instant now)
            throws PortException {
        if (preset.neighbours().isEmpty()) {
            return new Measurement.Missing<>("the preset " + preset.name() + " sees no neighbours");
        }
        ApiAnswer answer = api.query(target, new SeriesSelector(preset, target).neighbours(window), now);
        Optional<Map<String, Volume>> volumes = volumes(target, preset).by(answer, series -> "");
        if (volumes.isEmpty()) {
            return noSums(target, preset);
        }
        Volume sum = volumes.get().getOrDefault("", Volume.NONE);
        return sum.requests() > 0
                ? new Measurement.Value<>(sum)
                : new Measurement.Missing<>("%s counts no requests to anything else in the namespace %s"
                        .formatted(Endpoint.of(target.address()), target.namespace()));
    }

    private static Volumes volumes(MetricTarget target, Preset preset) {
        return new Volumes(new FailureRules(preset.codes(), target.counting().failures()));
    }

    private static <T> Measurement<T> noSums(MetricTarget target, Preset preset) throws PortException {
        return new Measurement.Missing<>("%s answered with sums of %s that no counter has: negative, or no numbers"
                .formatted(Endpoint.of(target.address()), preset.requests()));
    }

    Measurement<LatencyProfile> profile(MetricTarget target, Preset preset, Duration back, Instant now)
            throws PortException {
        Histogram histogram = histogram(preset);
        SeriesSelector selector = new SeriesSelector(preset, target);
        List<ApiAnswer.Series> sums =
                api.query(target, selector.profile(histogram, back), now).series();
        Optional<LatencyProfile> profile = sums.isEmpty()
                ? api.query(target, selector.nativeProfile(histogram, back), now).series().stream()
                        .flatMap(series -> series.histograms().stream())
                        .findFirst()
                        .flatMap(sum -> Profiles.ofNative(sum, histogram.secondsPerUnit()))
                : Profiles.classic(sums, histogram.secondsPerUnit());
        return profile.filter(one -> !one.buckets().isEmpty())
                .<Measurement<LatencyProfile>>map(Measurement.Value::new)
                .orElse(new Measurement.Missing<>("%s has no requests in the histogram %s of %s/%s in the last %d s"
                        .formatted(
                                Endpoint.of(target.address()),
                                histogram.metric(),
                                target.namespace(),
                                target.stable(),
                                back.toSeconds())));
    }

    Measurement<Duration> latency(MetricTarget target, Preset preset, LatencyQuery query, Instant now)
            throws PortException {
        Histogram histogram = histogram(preset);
        OptionalDouble value =
                first(api.query(target, new SeriesSelector(preset, target).latency(histogram, query), now));
        if (value.isEmpty()) {
            return new Measurement.Missing<>("%s has no %s_bucket of the %s in the last %d s"
                    .formatted(
                            Endpoint.of(target.address()),
                            histogram.metric(),
                            query.arm().name().toLowerCase(Locale.ROOT),
                            query.window().toSeconds()));
        }
        double nanos = value.getAsDouble() * histogram.secondsPerUnit() * 1e9;
        return new Measurement.Value<>(Duration.ofNanos(Math.round(nanos)));
    }

    /** The first number of an answer that is finite. */
    static OptionalDouble first(ApiAnswer answer) {
        return answer.series().stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(ApiAnswer.Point::value)
                .filter(Double::isFinite)
                .findFirst();
    }

    private static Histogram histogram(Preset preset) throws PortException {
        Histogram duration = preset.duration();
        if (duration == null) {
            throw new PortException(
                    Kind.REJECTED, "the preset " + preset.name() + " has no latency buckets: choose another one");
        }
        return duration;
    }
}
