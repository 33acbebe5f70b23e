package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.START;
import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pods of both arms are scraped at random offsets while half of all requests fail for a time, in both arms alike: the
 * candidate is not to blame. 200 requests per second, a tenth of them to the candidate's pods. The judge is the one for
 * arms of one target, without its guard against arms scraped apart: the cells alone must do.
 */
class CommonIncidentTest {
    private static final int RUNS = 200;
    private static final int SECONDS = 240;
    private static final double INTERVAL = 5;
    private static final double TICK = 0.25;
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();
    private static final long SEED = ForAll.seed(20260301);

    @Test
    void an_incident_of_both_arms_does_not_roll_back() {
        assertThat(rollbacks(RUNS, 0, UnaryOperator.identity()))
                .as("rollbacks of %d, seed %d", RUNS, SEED)
                .isLessThanOrEqualTo((int) (0.01 * RUNS + 3 * Math.sqrt(0.01 * RUNS)));
    }

    @Test
    void without_common_boundaries_it_would() {
        assertThat(rollbacks(RUNS, 0, CommonIncidentTest::asOfTheCandidatesScrapes))
                .as("rollbacks of %d, seed %d", RUNS, SEED)
                .isGreaterThan(RUNS / 10);
    }

    @Test
    void a_candidate_that_fails_by_itself_is_rolled_back_all_the_same() {
        assertThat(rollbacks(20, 0.02, UnaryOperator.identity()))
                .as("seed %d", SEED)
                .isEqualTo(20);
    }

    private static int rollbacks(int runs, double ownFailures, UnaryOperator<List<CounterSeries>> seen) {
        int rolledBack = 0;
        for (int run = 0; run < runs; run++) {
            List<CounterSeries> world = world(ForAll.random(SEED, run), ownFailures);
            rolledBack += isRolledBack(seen.apply(world)) ? 1 : 0;
        }
        return rolledBack;
    }

    /** What an instant query at each scrape of the candidate would give: the last sample of everybody. */
    private static List<CounterSeries> asOfTheCandidatesScrapes(List<CounterSeries> world) {
        List<Instant> looks =
                world.get(world.size() - 1).samples().stream().map(Sample::at).toList();
        return world.stream()
                .map(series -> new CounterSeries(
                        series.target(),
                        series.arm(),
                        series.failed(),
                        looks.stream().flatMap(at -> asOf(series, at)).toList()))
                .toList();
    }

    private static Stream<Sample> asOf(CounterSeries series, Instant at) {
        return series.samples().stream()
                .filter(sample -> !sample.at().isAfter(at))
                .reduce((before, after) -> after)
                .map(last -> new Sample(at, last.total()))
                .stream();
    }

    private static boolean isRolledBack(List<CounterSeries> world) {
        JudgeState state = JudgeState.start();
        for (Cell cell : new CounterReading(world, at(SECONDS))
                .commonCells(MetricCursor.startingAt(START))
                .cells()) {
            state = state.observe(List.of(cell), 0.25, PARAMETERS);
            if (Judge.verdict(state, PARAMETERS, true).cause() == Verdict.Cause.WORSE) {
                return true;
            }
        }
        return false;
    }

    private static List<CounterSeries> world(RandomGenerator random, double ownFailures) {
        double begins = 60 + 60 * random.nextDouble();
        double ends = begins + 1 + 60 * random.nextDouble();
        List<CounterSeries> series = new ArrayList<>();
        int stablePods = 1 + random.nextInt(5);
        int candidatePods = 1 + random.nextInt(2);
        for (int pod = 0; pod < stablePods; pod++) {
            Pod stable = new Pod("old-" + pod, Arm.STABLE, 180.0 / stablePods, 0);
            series.addAll(stable.series(random, begins, ends));
        }
        for (int pod = 0; pod < candidatePods; pod++) {
            Pod candidate = new Pod("new-" + pod, Arm.CANDIDATE, 20.0 / candidatePods, ownFailures);
            series.addAll(candidate.series(random, begins, ends));
        }
        return series;
    }

    private record Pod(String name, Arm arm, double perSecond, double ownFailures) {

        List<CounterSeries> series(RandomGenerator random, double begins, double ends) {
            List<Sample> succeeded = new ArrayList<>();
            List<Sample> failed = new ArrayList<>();
            double nextScrape = -INTERVAL * random.nextDouble();
            long good = 0;
            long bad = 0;
            for (double time = -INTERVAL; time < SECONDS; time += TICK) {
                if (time >= nextScrape) {
                    succeeded.add(new Sample(at(time), good));
                    failed.add(new Sample(at(time), bad));
                    nextScrape += INTERVAL;
                }
                double rate = ownFailures + (time >= begins && time < ends ? 0.5 : 0.001);
                long requests = Chance.poisson(random, perSecond * TICK);
                long failures = Chance.binomial(random, requests, Math.min(1, rate));
                good += requests - failures;
                bad += failures;
            }
            return List.of(new CounterSeries(name, arm, false, succeeded), new CounterSeries(name, arm, true, failed));
        }
    }
}
