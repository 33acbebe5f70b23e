package dev.sluice.sim.mesh;

import dev.sluice.sim.prometheus.Labels;
import dev.sluice.sim.prometheus.MetricsTarget;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/** Istio's request metrics as a client-side proxy counts them. A series begins with its first request. */
final class MeshCounters implements MetricsTarget {

    private static final String INSTANCE = "mesh-client";

    /** Upper edges in milliseconds of Istio's duration histogram; the last bucket has none. */
    private static final double[] EDGES = {
        0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000,
        3_600_000
    };

    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    private record Key(
            ServiceHost host, String workload, String workloadNamespace, String version, int code, String flags) {}

    private static final class Tally {
        private final Labels total;
        private final Labels count;
        private final Labels sum;
        private final Labels[] bucket = new Labels[EDGES.length + 1];
        private final long[] inBucket = new long[EDGES.length + 1];
        private long requests;
        private double millis;

        Tally(Map<String, String> labels) {
            total = Labels.of("istio_requests_total", labels);
            count = Labels.of("istio_request_duration_milliseconds_count", labels);
            sum = Labels.of("istio_request_duration_milliseconds_sum", labels);
            for (int i = 0; i < bucket.length; i++) {
                String edge = i < EDGES.length ? Double.toString(EDGES[i]) : "+Inf";
                bucket[i] = Labels.of("istio_request_duration_milliseconds_bucket", labels)
                        .with("le", edge.replaceFirst("E(\\d+)$", "e+0$1"));
            }
        }

        void add(double duration) {
            int at = 0;
            while (at < EDGES.length && duration > EDGES[at]) {
                at++;
            }
            inBucket[at]++;
            requests++;
            millis += duration;
        }

        void collect(ObjDoubleConsumer<Labels> sink) {
            sink.accept(total, (double) requests);
            sink.accept(count, (double) requests);
            sink.accept(sum, millis);
            long below = 0;
            for (int i = 0; i < bucket.length; i++) {
                below += inBucket[i];
                sink.accept(bucket[i], (double) below);
            }
        }
    }

    synchronized void count(Outcome outcome) {
        Key key = new Key(
                outcome.host(),
                outcome.workload(),
                outcome.workloadNamespace(),
                outcome.meshVersion(),
                outcome.code(),
                outcome.flags());
        tallies.computeIfAbsent(key, any -> new Tally(labels(key))).add(outcome.millis());
    }

    private static Map<String, String> labels(Key key) {
        Map<String, String> labels = new HashMap<>();
        labels.put("instance", INSTANCE);
        labels.put("job", "mesh");
        labels.put("reporter", "source");
        labels.put("source_workload", INSTANCE);
        labels.put("request_protocol", "http");
        labels.put("destination_service", key.host().fqdn());
        labels.put("destination_service_name", key.host().name());
        labels.put("destination_service_namespace", key.host().namespace());
        labels.put("destination_workload", key.workload());
        labels.put("destination_workload_namespace", key.workloadNamespace());
        labels.put("destination_version", key.version());
        labels.put("response_code", "" + key.code());
        labels.put("response_flags", key.flags());
        return labels;
    }

    @Override
    public String instance() {
        return INSTANCE;
    }

    @Override
    public synchronized void collect(ObjDoubleConsumer<Labels> sink) {
        tallies.values().forEach(tally -> tally.collect(sink));
    }
}
