package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.MetricTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Map<String, Map<Arm, long[]>> served = new HashMap<>();
    private final Map<String, List<Scrape>> scrapes = new TreeMap<>();
    private final Map<Arm, Duration> latencies = new EnumMap<>(Arm.class);
    private final boolean armsShareTarget;
    private boolean down;

    /** What a proxy counted since the scrape before; the first one only says where its counters stand. */
    private record Scrape(Instant begin, boolean isFirst, Cell cell) {}

    public FakeMetricSource() {
        this(true);
    }

    public FakeMetricSource(boolean armsShareTarget) {
        this.armsShareTarget = armsShareTarget;
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
        long[] counts = served.computeIfAbsent(proxy, name -> new EnumMap<>(Arm.class))
                .computeIfAbsent(arm, key -> new long[2]);
        counts[0] += succeeded + failed;
        counts[1] += failed;
    }

    @Override
    public void scrape(String proxy, Instant at) {
        List<Scrape> past = scrapes.computeIfAbsent(proxy, name -> new ArrayList<>());
        Map<Arm, long[]> counts = served.getOrDefault(proxy, Map.of());
        long[] candidate = counts.getOrDefault(Arm.CANDIDATE, new long[2]);
        long[] stable = counts.getOrDefault(Arm.STABLE, new long[2]);
        Cell cell = new Cell(at, proxy, candidate[0], candidate[1], stable[0], stable[1]);
        Instant begin = past.isEmpty() ? at : past.get(past.size() - 1).cell().end();
        past.add(new Scrape(begin, past.isEmpty(), cell));
        served.remove(proxy);
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
    public void outage(boolean isDown) {
        down = isDown;
    }

    @Override
    public Measurement<Increments> increments(MetricTarget target, MetricCursor cursor, Instant now) {
        return unlessDown(() -> new Measurement.Value<>(read(cursor, now)));
    }

    @Override
    public Measurement<Increments> history(MetricTarget target, Duration back, Instant now) {
        return unlessDown(() -> new Measurement.Value<>(read(MetricCursor.startingAt(now.minus(back)), now)));
    }

    private Increments read(MetricCursor cursor, Instant now) {
        List<Cell> cells = past(now)
                .filter(scrape -> !scrape.isFirst())
                .filter(scrape -> !scrape.begin().isBefore(cursor.since()))
                .filter(scrape -> isNew(scrape.cell(), cursor))
                .map(Scrape::cell)
                .sorted(Comparator.comparing(Cell::end).thenComparing(Cell::stratum))
                .toList();
        Map<String, Instant> readUpTo = new HashMap<>(cursor.readUpTo());
        past(now).map(Scrape::cell).forEach(cell -> readUpTo.put(cell.stratum(), cell.end()));
        Instant newest = past(now)
                .map(scrape -> scrape.cell().end())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Increments(cells, new MetricCursor(cursor.since(), readUpTo), newest, interval(now));
    }

    private static boolean isNew(Cell cell, MetricCursor cursor) {
        Instant readUpTo = cursor.of(cell.stratum());
        return readUpTo == null || cell.end().isAfter(readUpTo);
    }

    private @Nullable Duration interval(Instant now) {
        List<Duration> gaps = past(now)
                .filter(scrape -> !scrape.isFirst())
                .map(scrape -> Duration.between(scrape.begin(), scrape.cell().end()))
                .sorted()
                .toList();
        return gaps.isEmpty() ? null : gaps.get((gaps.size() - 1) / 2);
    }

    private Stream<Scrape> past(Instant now) {
        return scrapes.values().stream()
                .flatMap(List::stream)
                .filter(scrape -> !scrape.cell().end().isAfter(now));
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
