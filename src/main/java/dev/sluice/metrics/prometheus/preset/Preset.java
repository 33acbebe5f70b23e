package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.MetricPreset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which counters tell what became of the requests.
 *
 * @param offer its name and what it can answer
 * @param requests the counter of requests
 * @param duration the histogram of their durations; null if it has none
 * @param selector what the labels of both must be
 * @param arms how a series shows its arm: the first of these labels that holds a name of an arm decides
 * @param codes how a series shows what became of its requests
 * @param routes labels that name the route, unless the policy names one; the first that a series has counts
 * @param neighbours which series count for anything in the namespace
 */
public record Preset(
        MetricPreset offer,
        String requests,
        @Nullable Histogram duration,
        List<LabelPattern> selector,
        List<LabelPattern> arms,
        Codes codes,
        List<String> routes,
        List<LabelPattern> neighbours) {
    public Preset {
        selector = List.copyOf(selector);
        arms = List.copyOf(arms);
        routes = List.copyOf(routes);
        neighbours = List.copyOf(neighbours);
        require(offer, Capability.LATENCY_BUCKETS, duration != null);
        require(offer, Capability.GRPC_STATUS, !codes.grpc().isEmpty());
        require(offer, Capability.NEIGHBOURS, !neighbours.isEmpty());
    }

    private static void require(MetricPreset offer, Capability capability, boolean has) {
        if (offer.canGive(capability) != has) {
            throw new IllegalArgumentException(
                    "preset " + offer.name() + " promises something else about " + capability.title());
        }
    }

    /**
     * A histogram of durations.
     *
     * @param secondsPerUnit what a duration of 1 means
     */
    public record Histogram(String metric, double secondsPerUnit) {
        /** The counter of its buckets. */
        public String buckets() {
            return metric + "_bucket";
        }
    }

    /**
     * Labels that hold a status code. A series that has none of them says nothing about failures and is not read.
     *
     * @param http labels with an HTTP status code
     * @param grpc labels with the number of a gRPC status
     */
    public record Codes(List<String> http, List<String> grpc) {
        public Codes {
            http = List.copyOf(http);
            grpc = List.copyOf(grpc);
        }
    }

    public String name() {
        return offer.name();
    }
}
