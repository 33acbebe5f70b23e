package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.metrics.prometheus.counter.CounterReading;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.Presets;
import dev.sluice.metrics.prometheus.query.CredentialsLookup;
import dev.sluice.metrics.prometheus.query.PrometheusApi;
import dev.sluice.metrics.prometheus.series.Readout;
import dev.sluice.metrics.prometheus.series.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts requests with raw samples of a Prometheus, or of what answers the same queries. */
public final class PrometheusSource implements MetricSource {
    private final PrometheusApi api;
    private final RawSamples raw;
    private final Sums sums;

    /** @param lookup finds the credentials of targets that name a Secret */
    public PrometheusSource(CredentialsLookup lookup) {
        this.api = new PrometheusApi(lookup);
        this.raw = new RawSamples(api);
        this.sums = new Sums(api);
    }

    @Override
    public Measurement<Increments> increments(MetricTarget target, CounterQuery query, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            List<Arm> arms = query.hasFreshBaseline()
                    ? List.of(Arm.CANDIDATE, Arm.BASELINE, Arm.STABLE)
                    : List.of(Arm.CANDIDATE, Arm.STABLE);
            Readout readout =
                    new SeriesReader(preset, target, arms).read(raw.since(target, preset, query, now), query.edges());
            CounterReading reading = new CounterReading(readout.series(), now, query.warmUp());
            boolean shared = preset.offer().canGive(Capability.ARMS_SHARE_TARGET);
            Increments increments = shared ? reading.eachScrape(query.cursor()) : reading.commonCells(query.cursor());
            return new Measurement.Value<>(increments.with(readout.remarks()));
        });
    }

    /** {@inheritDoc} Each proxy or pod is a stratum, and all strata are cut at the same times. */
    @Override
    public Measurement<Increments> history(MetricTarget target, Duration back, List<Duration> edges, Instant now) {
        return measured(() -> {
            Preset preset = preset(target);
            Readout readout = new SeriesReader(preset, target, List.of(Arm.CANDIDATE, Arm.STABLE))
                    .read(raw.past(target, preset, back, edges, now), edges);
            Increments past = new CounterReading(readout.series(), now, WarmUp.NONE).history(now.minus(back));
            return new Measurement.Value<>(past.with(readout.remarks()));
        });
    }

    @Override
    public Measurement<LatencyProfile> profile(MetricTarget target, Duration back, Instant now) {
        return measured(() -> sums.profile(target, preset(target), back, now));
    }

    @Override
    public Measurement<Double> number(MetricTarget target, String query, Instant now) {
        return measured(() -> OneNumber.of(api.query(target, query, now)));
    }

    @Override
    public Measurement<List<Volume>> service(MetricTarget target, List<Duration> windows, Instant now) {
        return measured(() -> sums.service(target, preset(target), windows, now));
    }

    @Override
    public Measurement<Volume> neighbours(MetricTarget target, Duration window, Instant now) {
        return measured(() -> sums.neighbours(target, preset(target), window, now));
    }

    @Override
    public Measurement<Duration> latency(MetricTarget target, LatencyQuery query, Instant now) {
        return measured(() -> sums.latency(target, preset(target), query, now));
    }

    @Override
    public Measurement<String> probe(MetricTarget target, Instant now) {
        return measured(() -> new Probe(api, target, preset(target)).at(now));
    }

    @Override
    public boolean armsShareTarget(MetricTarget target) {
        return MetricPreset.named(target.preset())
                .map(preset -> preset.canGive(Capability.ARMS_SHARE_TARGET))
                .orElse(false);
    }

    private static Preset preset(MetricTarget target) throws PortException {
        return Presets.named(target.preset())
                .orElseThrow(() -> new PortException(
                        Kind.REJECTED,
                        "there is no preset '" + target.preset() + "': write one of " + Presets.names()));
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
