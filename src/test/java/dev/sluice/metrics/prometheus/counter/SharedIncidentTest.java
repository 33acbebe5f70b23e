package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.START;
import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many pods of both versions, each scraped every 5 s at an offset of its own, count two routes. For a time both versions
 * fail, and are slow, alike. 200 requests per second, a tenth of them to the candidate, which gets more of the worse
 * route. The judge is the one for arms scraped apart.
 */
class SharedIncidentTest {
    private static final int RUNS = 1000;
    private static final int SECONDS = 240;
    private static final double INTERVAL = 5;
    private static final Duration EDGE = Duration.ofMillis(250);
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults().withArmsShareTarget(false);
    private static final long SEED = ForAll.seed(20260607);

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5})
    void rolls_nobody_back_by_failures_nor_by_latency(double incident) {
        int byErrors = 0;
        int byLatency = 0;
        for (int run = 0; run < RUNS; run++) {
            Increments read = world(ForAll.random(SEED, run), incident, 0);
            byErrors += isRolledBack(read.cells()) ? 1 : 0;
            byLatency += isRolledBack(read.latency().get(0).cells()) ? 1 : 0;
        }
        assertThat(byErrors).as("by errors of %d, seed %d", RUNS, SEED).isZero();
        assertThat(byLatency).as("by latency of %d, seed %d", RUNS, SEED).isZero();
    }

    @Test
    void does_not_hide_a_candidate_that_fails_by_itself() {
        for (int run = 0; run < 20; run++) {
            Increments read = world(ForAll.random(SEED, run), 0.05, 0.05);
            assertThat(isRolledBack(read.cells()))
                    .as("run %d, seed %d", run, SEED)
                    .isTrue();
            assertThat(isRolledBack(read.latency().get(0).cells()))
                    .as("run %d, seed %d", run, SEED)
                    .isTrue();
        }
    }

    @Test
    void each_route_is_a_stratum_and_all_strata_of_a_cell_end_at_the_same_time() {
        Increments read = world(ForAll.random(SEED, 0), 0.05, 0);

        assertThat(read.cells()).extracting(Cell::stratum).containsOnly("pods", "pods /cart", "pods /pay");
        Map<Instant, Long> strata =
                read.cells().stream().collect(Collectors.groupingBy(Cell::end, TreeMap::new, Collectors.counting()));
        assertThat(strata.values()).containsOnly(3L);
        assertThat(read.latency().get(0).cells())
                .extracting(Cell::end)
                .containsExactlyElementsOf(read.cells().stream().map(Cell::end).toList());
    }

    private static boolean isRolledBack(List<Cell> cells) {
        JudgeState state = JudgeState.start();
        for (List<Cell> scrape : cells.stream()
                .collect(Collectors.groupingBy(Cell::end, TreeMap::new, Collectors.toList()))
                .values()) {
            state = state.observe(scrape, 0.25, PARAMETERS);
            if (Judge.verdict(state, PARAMETERS, true).kind() == Kind.ROLLBACK) {
                return true;
            }
        }
        return false;
    }

    private static Increments world(RandomGenerator random, double incident, double ownFault) {
        double begins = 60 + 60 * random.nextDouble();
        Incident shared = new Incident(begins, begins + 1 + 60 * random.nextDouble(), incident);
        List<CounterSeries> series = new ArrayList<>();
        int stablePods = 2 + random.nextInt(9);
        int candidatePods = 1 + random.nextInt(3);
        for (int pod = 0; pod < stablePods + candidatePods; pod++) {
            boolean isStable = pod < stablePods;
            double offset = INTERVAL * random.nextDouble();
            double perSecond = isStable ? 180.0 / stablePods : 20.0 / candidatePods;
            Pod one = new Pod("pod-" + pod, isStable ? Arm.STABLE : Arm.CANDIDATE, offset, isStable ? 0 : ownFault);
            double share = isStable ? 0.8 : 0.5;
            series.addAll(one.series(random, "/cart", perSecond * share, 0.001, shared));
            series.addAll(one.series(random, "/pay", perSecond * (1 - share), 0.01, shared));
        }
        return new CounterReading(series, at(SECONDS)).commonCells(MetricCursor.startingAt(START));
    }

    /** When everything fails, and how much of it. */
    private record Incident(double begins, double ends, double rate) {
        double overlap(double from, double to) {
            return Math.max(0, Math.min(to, ends) - Math.max(from, begins));
        }
    }

    private record Pod(String name, Arm arm, double offset, double ownFault) {

        /** Counters of one route: of failed and other requests, and of slow and other requests. */
        List<CounterSeries> series(
                RandomGenerator random, String route, double perSecond, double usual, Incident incident) {
            List<List<Sample>> samples =
                    List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            long[] totals = new long[4];
            for (double end = offset - INTERVAL; end < SECONDS; end += INTERVAL) {
                for (int i = 0; i < totals.length; i++) {
                    samples.get(i).add(new Sample(at(end), totals[i]));
                }
                double within = incident.overlap(end, end + INTERVAL);
                long bad = Chance.poisson(random, perSecond * within);
                long good = Chance.poisson(random, perSecond * (INTERVAL - within));
                count(random, totals, bad, Math.min(1, incident.rate() + ownFault));
                count(random, totals, good, usual + ownFault);
            }
            return List.of(
                    counter(route, null, false, samples.get(0)),
                    counter(route, null, true, samples.get(1)),
                    counter(route, EDGE, false, samples.get(2)),
                    counter(route, EDGE, true, samples.get(3)));
        }

        private static void count(RandomGenerator random, long[] totals, long requests, double rate) {
            long failed = Chance.binomial(random, requests, rate);
            long slow = Chance.binomial(random, requests, rate);
            totals[0] += requests - failed;
            totals[1] += failed;
            totals[2] += requests - slow;
            totals[3] += slow;
        }

        private CounterSeries counter(String route, @Nullable Duration edge, boolean isBad, List<Sample> samples) {
            return new CounterSeries(name, name, route, arm, edge, isBad, samples);
        }
    }
}
