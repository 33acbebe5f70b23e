package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.START;
import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whenever one looks, each request is counted once: random proxies that restart, miss scrapes and get new series. */
class ReplayTest {
    private static final int SECONDS = 300;
    private static final List<Arm> ARMS = List.of(Arm.STABLE, Arm.CANDIDATE);
    private static final Duration WINDOW = Duration.ofMinutes(3);

    @Test
    void shared_targets_give_the_same_cells_however_often_one_looks() {
        forAll(100, World::shared, world -> {
            List<Cell> once = world.read(List.of(at(SECONDS)), CounterReading::eachScrape);
            List<Cell> often = world.read(world.looks(), CounterReading::eachScrape);
            assertThat(sorted(often)).isEqualTo(sorted(once));
        });
    }

    @Test
    void arms_scraped_apart_give_the_same_sums_however_often_one_looks() {
        forAll(100, World::apart, world -> {
            List<Cell> once = world.read(List.of(at(SECONDS)), CounterReading::commonCells);
            List<Cell> often = world.read(world.looks(), CounterReading::commonCells);
            assertThat(sums(often)).isEqualTo(sums(once));
            assertThat(often).extracting(Cell::end).isSorted().doesNotHaveDuplicates();
        });
    }

    @Test
    void no_request_is_invented() {
        forAll(100, World::shared, world -> {
            long[] sums = sums(world.read(world.looks(), CounterReading::eachScrape));
            assertThat(sums[0]).isLessThanOrEqualTo(world.served(Arm.CANDIDATE));
            assertThat(sums[2]).isLessThanOrEqualTo(world.served(Arm.STABLE));
        });
    }

    private static List<Cell> sorted(List<Cell> cells) {
        return cells.stream()
                .sorted(java.util.Comparator.comparing(Cell::end).thenComparing(Cell::stratum))
                .toList();
    }

    private static long[] sums(List<Cell> cells) {
        return new long[] {
            cells.stream().mapToLong(Cell::candidateRequests).sum(),
            cells.stream().mapToLong(Cell::candidateErrors).sum(),
            cells.stream().mapToLong(Cell::stableRequests).sum(),
            cells.stream().mapToLong(Cell::stableErrors).sum()
        };
    }

    private record World(List<CounterSeries> series, List<Instant> looks, long[] served) {

        static World shared(RandomGenerator random) {
            return of(random, true, 0.1);
        }

        /** Here no scrape is missed: a cell that closed without a late pod can't get its requests any more. */
        static World apart(RandomGenerator random) {
            return of(random, false, 0);
        }

        private static World of(RandomGenerator random, boolean shared, double missing) {
            List<CounterSeries> series = new ArrayList<>();
            long[] served = new long[2];
            int targets = 2 + random.nextInt(3);
            double interval = 2 + random.nextInt(15);
            for (int target = 0; target < targets; target++) {
                List<Double> scrapes = scrapes(random, interval, missing);
                for (Arm arm : shared ? ARMS : List.of(ARMS.get(target % 2))) {
                    series.add(
                            counter(random, scrapes, served, new CounterSeries("t" + target, arm, false, List.of())));
                    series.add(counter(random, scrapes, served, new CounterSeries("t" + target, arm, true, List.of())));
                }
            }
            List<Instant> looks = Stream.concat(
                            random.doubles(1 + random.nextInt(40), 0, SECONDS)
                                    .sorted()
                                    .mapToObj(Counters::at),
                            Stream.of(at(SECONDS)))
                    .toList();
            return new World(series.stream().toList(), looks, served);
        }

        private static List<Double> scrapes(RandomGenerator random, double interval, double missing) {
            List<Double> scrapes = new ArrayList<>();
            for (double at = random.nextDouble() * interval - 60; at < SECONDS; at += interval) {
                if (random.nextDouble() >= missing) {
                    scrapes.add(at);
                }
            }
            return scrapes;
        }

        private static CounterSeries counter(
                RandomGenerator random, List<Double> scrapes, long[] served, CounterSeries empty) {
            int bornAfter = random.nextInt(3) == 0 ? random.nextInt(scrapes.size()) : 0;
            long total = bornAfter == 0 ? random.nextInt(1000) : 0;
            List<Sample> samples = new ArrayList<>();
            for (int i = bornAfter; i < scrapes.size(); i++) {
                long added = random.nextInt(50);
                served[empty.arm().ordinal()] += added;
                total = random.nextInt(30) == 0 ? added : total + added;
                samples.add(new Sample(at(scrapes.get(i)), total));
            }
            return new CounterSeries(empty.target(), empty.arm(), empty.failed(), samples);
        }

        @Override
        public String toString() {
            return series.size() + " series, " + looks.size() + " looks";
        }

        long served(Arm arm) {
            return served[arm.ordinal()];
        }

        List<Cell> read(List<Instant> looks, BiFunction<CounterReading, MetricCursor, Increments> reading) {
            MetricCursor cursor = MetricCursor.startingAt(START);
            List<Cell> cells = new ArrayList<>();
            for (Instant now : looks) {
                Instant begin = now.isBefore(at(SECONDS)) || looks.size() > 1
                        ? latest(cursor).minus(WINDOW)
                        : START.minus(WINDOW);
                Increments read = reading.apply(new CounterReading(after(begin), now), cursor);
                cells.addAll(read.cells());
                cursor = read.next();
            }
            return cells;
        }

        private static Instant latest(MetricCursor cursor) {
            return cursor.readUpTo().values().stream().max(Instant::compareTo).orElse(cursor.since());
        }

        private List<CounterSeries> after(Instant begin) {
            return series.stream()
                    .map(one -> new CounterSeries(
                            one.target(),
                            one.arm(),
                            one.failed(),
                            one.samples().stream()
                                    .filter(sample -> sample.at().isAfter(begin))
                                    .toList()))
                    .toList();
        }
    }
}
