package dev.sluice.sim.mesh;

import dev.sluice.sim.prometheus.MetricsTarget;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.ResourceType;
import dev.sluice.sim.workload.PodSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Clients with a proxy each: sends their requests where routes, Services and ready pods lead, fails and delays them as
 * the pods' settings say, and counts. A change of any object reaches the proxies a little later, as with istiod.
 */
public final class Mesh {

    /** istiod waits this long for further changes before it pushes. */
    private static final Duration PUSH_DELAY = Duration.ofMillis(100);

    private final ObjectStore store;
    private final RandomGenerator random;
    private final MeshCounters counters = new MeshCounters();
    private final Map<ServiceHost, Source> sources = new LinkedHashMap<>();
    private final Map<ServiceHost, Integer> turns = new HashMap<>();
    private final List<ResourceType> watched;
    private RoutingTable table;
    private long pushed;
    private Optional<Instant> changed = Optional.empty();

    private static final class Source {
        private final ClientLedger.Book book = new ClientLedger.Book();
        private double requestsPerSecond;
        private double due;
        private Optional<Instant> until = Optional.empty();
    }

    public Mesh(ObjectStore store, RandomGenerator random) {
        this.store = store;
        this.random = random;
        this.watched = store.types().all().stream()
                .filter(type -> RoutingTable.READS.contains(type.plural()))
                .toList();
        this.pushed = store.revisionOf(watched);
        this.table = new RoutingTable(store);
    }

    /** Starts, changes or (with a rate of 0) stops the traffic to a Service. */
    public synchronized void send(TrafficSource source) {
        sources.computeIfAbsent(new ServiceHost(source.namespace(), source.service()), any -> new Source())
                        .requestsPerSecond =
                source.requestsPerSecond();
    }

    /** What the users of a Service have seen; empty for one that never had traffic. */
    public synchronized ClientLedger ledger(String namespace, String service) {
        Source source = sources.get(new ServiceHost(namespace, service));
        return source == null ? new ClientLedger(Tally.NONE, Map.of(), List.of()) : source.book.snapshot();
    }

    public MetricsTarget metrics() {
        return counters;
    }

    /** Sends the requests that have become due since the last tick. */
    public synchronized void tick(Instant now) {
        push(now);
        sources.forEach((host, source) -> {
            Duration elapsed =
                    source.until.map(last -> Duration.between(last, now)).orElse(Duration.ZERO);
            source.until = Optional.of(now);
            source.due += source.requestsPerSecond * elapsed.toNanos() / 1e9;
            Route route = table.of(host);
            while (source.due >= 1) {
                source.due--;
                Outcome outcome = request(host, route, now);
                counters.count(outcome);
                source.book.add(now.getEpochSecond(), outcome);
            }
        });
    }

    private void push(Instant now) {
        long revision = store.revisionOf(watched);
        if (revision == pushed) {
            return;
        }
        if (changed.isEmpty()) {
            changed = Optional.of(now);
        } else if (!now.isBefore(changed.get().plus(PUSH_DELAY))) {
            pushed = revision;
            changed = Optional.empty();
            table = new RoutingTable(store);
        }
    }

    private Outcome request(ServiceHost host, Route route, Instant now) {
        Optional<Cluster> destination = route.pick(random);
        if (destination.isEmpty()) {
            return Outcome.refused(host, 404, "NR");
        }
        Cluster cluster = destination.get();
        if (!cluster.known()) {
            return Outcome.refused(cluster.host(), 503, "NC");
        }
        return cluster.endpoints().isEmpty()
                ? Outcome.refused(cluster.host(), 503, "UH")
                : answer(cluster, nextEndpoint(cluster), now);
    }

    private Endpoint nextEndpoint(Cluster cluster) {
        int turn = turns.merge(cluster.host(), 1, Integer::sum);
        return cluster.endpoints().get(Math.floorMod(turn, cluster.endpoints().size()));
    }

    private Outcome answer(Cluster cluster, Endpoint pod, Instant now) {
        PodSettings.Errors errors = pod.settings().errors();
        boolean fails = random.nextDouble() < errors.rateAt(Duration.between(pod.readySince(), now));
        return Outcome.answered(
                cluster,
                pod,
                fails ? errors.code() : 200,
                latency(pod.settings().latency()));
    }

    private double latency(PodSettings.Latency latency) {
        double usual = latency.medianMillis() * Math.exp(latency.sigma() * random.nextGaussian());
        boolean slow = latency.slowRate() > 0 && random.nextDouble() < latency.slowRate();
        return usual + (slow ? latency.slowMillis() : 0);
    }
}
