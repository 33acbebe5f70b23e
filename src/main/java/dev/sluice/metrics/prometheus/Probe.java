package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.PortException;
import dev.sluice.metrics.prometheus.preset.Preset;
import dev.sluice.metrics.prometheus.preset.SeriesSelector;
import dev.sluice.metrics.prometheus.query.Endpoint;
import dev.sluice.metrics.prometheus.query.PrometheusApi;
import java.time.Instant;

/** Finds out whether a Prometheus counts what a preset reads, and if not, what is missing. */
record Probe(PrometheusApi api, MetricTarget target, Preset preset) {

    Measurement<String> at(Instant now) throws PortException {
        Endpoint endpoint = Endpoint.of(target.address());
        String service = target.namespace() + "/" + target.service();
        int found = api.query(target, new SeriesSelector(preset, target).requests(), now)
                .series()
                .size();
        return found > 0
                ? new Measurement.Value<>(
                        "%s answers; %d series of %s lead to %s".formatted(endpoint, found, preset.requests(), service))
                : new Measurement.Missing<>("%s answers, but %s".formatted(endpoint, whatIsMissing(service, now)));
    }

    private String whatIsMissing(String service, Instant now) throws PortException {
        boolean isCounted = Sums.first(api.query(target, "count(" + preset.requests() + ")", now))
                .isPresent();
        return isCounted
                ? "no series of %s lead to %s: did it get requests in the last minutes, and is %s the right preset?"
                        .formatted(preset.requests(), service, preset.name())
                : "has no %s at all: does it scrape what the preset %s counts?"
                        .formatted(preset.requests(), preset.name());
    }
}
