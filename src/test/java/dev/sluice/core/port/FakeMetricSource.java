package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A metric source that knows what a test tells it. Keeps to {@code MetricSourceContract}. */
public final class FakeMetricSource implements MetricSource, MetricWorld {
    private static final MetricTarget TARGET = new MetricTarget(
            "http://prometheus.test:9090",
            "istio",
            null,
            false,
            Duration.ofSeconds(1),
            "shop",
            "checkout",
            "checkout-canary",
            "checkout",
            Counting.DEFAULT);

    private final Map<String, List<Served>> served = new HashMap<>();
    private final Map<String, List<Scrape>> scrapes = new TreeMap<>();
    private final Map<Arm, List<Duration>> buckets = new EnumMap<>(Arm.class);
    private final Map<Arm, Duration> latencies = new EnumMap<>(Arm.class);
    private final Map<String, List<Double>> queries = new HashMap<>();
    private final Set<Instant> spoilt = new HashSet<>();
    private final boolean armsShareTarget;
    private boolean down;

    /** @param arm null for a neighbour */
    record Served(@Nullable Arm arm, Duration took, long requests, long failed) {}

    /** What a proxy counted since the scrape before; the first one only says where its counters stand. */
    record Scrape(String proxy, Instant begin, Instant end, boolean isFirst, List<Served> served) {}

    public FakeMetricSource() {
        this(true);
    }

    public FakeMetricSource(boolean armsShareTarget) {
        this.armsShareTarget = armsShareTarget;
        for (Arm arm : Arm.values()) {
            buckets.put(arm, EDGES);
        }
    }

    @Override
    public MetricSource source() {
        return this;
    }

    @Override
    public MetricTarget target() {
        return TARGET;
    }

    @Override
    public void serve(String proxy, Arm arm, long succeeded, long failed) {
        add(proxy, new Served(arm, Duration.ZERO, succeeded + failed, failed));
    }

    @Override
    public void serveIn(Duration took, String proxy, Arm arm, long requests) {
        add(proxy, new Served(arm, took, requests, 0));
    }

    @Override
    public void serveNeighbour(String proxy, long succeeded, long failed) {
        add(proxy, new Served(null, Duration.ZERO, succeeded + failed, failed));
    }

    private void add(String proxy, Served requests) {
        served.computeIfAbsent(proxy, name -> new ArrayList<>()).add(requests);
    }

    @Override
    public void buckets(Arm arm, List<Duration> edges) {
        buckets.put(arm, edges);
    }

    @Override
    public void scrape(String proxy, Instant at) {
        List<Scrape> past = scrapes.computeIfAbsent(proxy, name -> new ArrayList<>());
        Instant begin = past.isEmpty() ? at : past.get(past.size() - 1).end();
        past.add(new Scrape(proxy, begin, at, past.isEmpty(), List.copyOf(served.getOrDefault(proxy, List.of()))));
        served.remove(proxy);
    }

    /** As if the scrape had been missed. */
    @Override
    public void scrapeTelling(String nonsense, String proxy, Instant at) {
        spoilt.add(at);
    }

    /** What was not scraped before is lost. */
    @Override
    public void restart(String proxy) {
        served.remove(proxy);
    }

    @Override
    public void answerIn(Arm arm, Duration latency) {
        latencies.put(arm, latency);
    }

    @Override
    public void answerQuery(String query, List<Double> series) {
        queries.put(query, List.copyOf(series));
    }

    @Override
    public void outage(boolean isDown) {
        down = isDown;
    }

    @Override
    public Measurement<Increments> increments(MetricTarget target, CounterQuery query, Instant now) {
        return unlessDown(() -> new Measurement.Value<>(read(query, now)));
    }

    @Override
    public Measurement<Increments> history(MetricTarget target, Duration back, List<Duration> edges, Instant now) {
        MetricCursor start = MetricCursor.startingAt(now.minus(back));
        return unlessDown(() -> new Measurement.Value<>(read(CounterQuery.withLatency(start, edges), now)));
    }

    private Increments read(CounterQuery query, Instant now) {
        MetricCursor cursor = query.cursor();
        List<Scrape> fresh = past(now)
                .filter(scrape -> !scrape.isFirst())
                .filter(scrape -> !scrape.begin().isBefore(cursor.since()))
                .filter(scrape -> isNew(scrape, cursor))
                .sorted(Comparator.comparing(Scrape::end).thenComparing(Scrape::proxy))
                .toList();
        FakeCells cells = new FakeCells(fresh, query, buckets);
        Map<String, Instant> readUpTo = new HashMap<>(cursor.readUpTo());
        past(now).forEach(scrape -> readUpTo.put(scrape.proxy(), scrape.end()));
        Instant newest =
                past(now).map(Scrape::end).max(Comparator.naturalOrder()).orElse(null);
        List<EdgeCells> latency = cells.latency();
        return new Increments(
                cells.errors(),
                latency,
                new MetricCursor(cursor.since(), readUpTo),
                newest,
                interval(now),
                Stream.concat(
                                cells.remarks(latency).stream(),
                                spoilt.isEmpty() ? Stream.empty() : Stream.of(spoilt.size() + " samples are no count"))
                        .toList());
    }

    private static boolean isNew(Scrape scrape, MetricCursor cursor) {
        Instant readUpTo = cursor.of(scrape.proxy());
        return readUpTo == null || scrape.end().isAfter(readUpTo);
    }

    private @Nullable Duration interval(Instant now) {
        List<Duration> gaps = past(now)
                .filter(scrape -> !scrape.isFirst())
                .map(scrape -> Duration.between(scrape.begin(), scrape.end()))
                .sorted()
                .toList();
        return gaps.isEmpty() ? null : gaps.get((gaps.size() - 1) / 2);
    }

    private Stream<Scrape> past(Instant now) {
        return scrapes.values().stream()
                .flatMap(List::stream)
                .filter(scrape -> !scrape.end().isAfter(now));
    }

    private Stream<Served> within(Duration window, Instant now) {
        return past(now)
                .filter(scrape -> !scrape.isFirst() && scrape.end().isAfter(now.minus(window)))
                .flatMap(scrape -> scrape.served().stream());
    }

    @Override
    public Measurement<LatencyProfile> profile(MetricTarget target, Duration back, Instant now) {
        return unlessDown(() -> {
            List<Served> stable = within(back, now)
                    .filter(requests -> requests.arm() == Arm.STABLE)
                    .toList();
            List<Duration> edges = buckets.getOrDefault(Arm.STABLE, List.of());
            if (stable.isEmpty() || edges.isEmpty()) {
                return new Measurement.Missing<>("there is no histogram of the stable version");
            }
            long total = stable.stream().mapToLong(Served::requests).sum();
            return new Measurement.Value<>(new LatencyProfile(
                    edges.stream()
                            .map(edge -> new LatencyProfile.Bucket(edge, total - FakeCells.slower(stable, edge)))
                            .toList(),
                    total));
        });
    }

    @Override
    public Measurement<Double> number(MetricTarget target, String query, Instant now) {
        return unlessDown(() -> {
            List<Double> values = queries.getOrDefault(query, List.of());
            if (values.size() != 1) {
                return new Measurement.Missing<>("the query gave " + values.size() + " series");
            }
            return Double.isFinite(values.get(0))
                    ? new Measurement.Value<>(values.get(0))
                    : new Measurement.Missing<>("the query gave " + values.get(0));
        });
    }

    @Override
    public Measurement<List<Volume>> service(MetricTarget target, List<Duration> windows, Instant now) {
        return unlessDown(() -> past(now).findAny().isEmpty()
                ? new Measurement.Missing<>("nothing was scraped yet")
                : new Measurement.Value<>(windows.stream()
                        .map(window -> volume(within(window, now).filter(requests -> requests.arm() != null)))
                        .toList()));
    }

    @Override
    public Measurement<Volume> neighbours(MetricTarget target, Duration window, Instant now) {
        return unlessDown(() -> {
            List<Served> others = within(window, now)
                    .filter(requests -> requests.arm() == null)
                    .toList();
            return others.isEmpty()
                    ? new Measurement.Missing<>("no other service is counted")
                    : new Measurement.Value<>(volume(others.stream()));
        });
    }

    private static Volume volume(Stream<Served> requests) {
        return requests.map(one -> new Volume(one.requests(), one.failed()))
                .reduce(
                        Volume.NONE,
                        (sum, one) -> new Volume(sum.requests() + one.requests(), sum.failed() + one.failed()));
    }

    @Override
    public Measurement<Duration> latency(MetricTarget target, LatencyQuery query, Instant now) {
        return unlessDown(() -> {
            Duration latency = latencies.get(query.arm());
            return latency == null
                    ? new Measurement.Missing<>("no latency of the " + query.arm())
                    : new Measurement.Value<>(latency);
        });
    }

    @Override
    public Measurement<String> probe(MetricTarget target, Instant now) {
        return unlessDown(() -> past(now).findAny().isPresent()
                ? new Measurement.Value<>("the fake counts " + target.service())
                : new Measurement.Missing<>("nothing was scraped yet"));
    }

    @Override
    public boolean armsShareTarget(MetricTarget target) {
        return armsShareTarget;
    }

    private <T> Measurement<T> unlessDown(Supplier<Measurement<T>> answer) {
        return down ? new Measurement.Failed<>("the fake is down") : answer.get();
    }
}
