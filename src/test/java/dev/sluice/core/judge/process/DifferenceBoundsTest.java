package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.Cells;
import dev.sluice.core.judge.process.DifferenceBounds.Interval;
import dev.sluice.core.judge.process.DifferenceBounds.Sum;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceBoundsTest {

    private static final long SEED = ForAll.seed(20240607);
    private static final double LEVEL = 0.95;

    @Test
    void without_requests_nothing_is_excluded() {
        DifferenceBounds start = DifferenceBounds.start();

        assertThat(start.interval(LEVEL, 1)).isEqualTo(new Interval(-1, 1));
        assertThat(start.observe(List.of(Cells.cell(1, 50, 50, 0, 0), Cells.cell(1, 0, 0, 450, 450))))
                .isEqualTo(start);
    }

    @ParameterizedTest(name = "difference {0}")
    @CsvSource({"-0.01", "0", "0.001", "0.02"})
    void each_sum_gives_the_wealth_of_the_bet_for_every_margin(double delta) {
        List<Cell> cells = List.of(Cells.cell(1, 50, 3, 450, 2), Cells.cell(2, 70, 1, 30, 4));
        DifferenceBounds bounds = DifferenceBounds.start().observe(cells);
        double[] bets = {1.03, 1.07, 1.16, 1.4, 2, 4, 12, 50};

        for (int i = 0; i < bets.length; i++) {
            assertThat(bounds.sums().get(i).lnWealth(delta)).isCloseTo(lnWealth(cells, bets[i], delta), within());
            assertThat(bounds.sums().get(bets.length + i).lnWealth(delta))
                    .as("the reciprocal bet is the bet with the arms exchanged")
                    .isCloseTo(lnWealth(cells, 1 / bets[i], delta), within())
                    .isCloseTo(lnWealth(cells.stream().map(Cell::swapped).toList(), bets[i], -delta), within());
        }
    }

    @Test
    void at_its_ends_the_evidence_is_what_the_level_asks_for() {
        List<Cell> cells = List.of(Cells.cell(1, 500, 40, 4500, 60));
        DifferenceBounds bounds = DifferenceBounds.start().observe(cells);
        Interval interval = bounds.interval(LEVEL, 1);

        assertThat(interval.low()).isPositive();
        assertThat(meanWealth(bounds.sums().subList(0, 8), interval.low())).isCloseTo(40, Offset.offset(1e-6));
        assertThat(meanWealth(bounds.sums().subList(8, 16), interval.high())).isCloseTo(40, Offset.offset(1e-6));
    }

    @Test
    void exchanging_the_arms_turns_it_around() {
        List<Cell> cells = List.of(Cells.cell(1, 500, 40, 4500, 60), Cells.cell(2, 500, 10, 4000, 90));
        Interval interval = DifferenceBounds.start().observe(cells).interval(LEVEL, 2);
        Interval exchanged = DifferenceBounds.start()
                .observe(cells.stream().map(Cell::swapped).toList())
                .interval(LEVEL, 2);

        assertThat(exchanged.low()).isCloseTo(-interval.high(), within());
        assertThat(exchanged.high()).isCloseTo(-interval.low(), within());
    }

    @ParameterizedTest(name = "candidate {0}, stable {1}")
    @CsvSource({"0.001, 0.001", "0.02, 0.01", "0.001, 0.01", "0.05, 0.05", "0.3, 0.3", "0, 0.002"})
    void the_true_difference_is_hardly_ever_outside_over_an_hour_of_looks(double candidate, double stable) {
        int runs = 300;
        long misses = IntStream.range(0, runs)
                .parallel()
                .filter(run -> isEverOutside(run, candidate, stable))
                .count();

        // 5 % are allowed; three standard deviations of the count more.
        assertThat(misses).as("of %d, seed %d", runs, SEED).isLessThanOrEqualTo(15 + 11);
    }

    @ParameterizedTest(name = "candidate {0}, stable {1}: at most {2} times as wide as an interval for one look")
    @CsvSource({"0.001, 0.001, 1.95", "0.01, 0.01, 1.9", "0.05, 0.05, 1.9", "0.02, 0.01, 1.9", "0.3, 0.3, 2.3"})
    void looking_always_costs_less_than_twice_the_width(double candidate, double stable, double factor) {
        double width = IntStream.range(0, 40)
                .mapToObj(run -> afterAnHour(run, candidate, stable).interval(LEVEL, 1))
                .mapToDouble(interval -> interval.high() - interval.low())
                .average()
                .orElseThrow();
        double variance =
                candidate * (1 - candidate) / (720 * Cells.CANDIDATE) + stable * (1 - stable) / (720 * Cells.STABLE);

        assertThat(width / (2 * 1.96 * Math.sqrt(variance))).as("seed %d", SEED).isBetween(1.0, factor);
    }

    @Test
    void dispersion_widens_it() {
        DifferenceBounds bounds = afterAnHour(0, 0.01, 0.01);
        Interval plain = bounds.interval(LEVEL, 1);
        Interval tempered = bounds.interval(LEVEL, 4);

        assertThat(tempered.low()).isLessThan(plain.low());
        assertThat(tempered.high()).isGreaterThan(plain.high());
    }

    @Test
    void its_text_has_a_sign_and_points() {
        assertThat(new Interval(-0.0002, 0.034).text()).isEqualTo("-0.02 to +3.4 points");
        assertThat(new Interval(0, 1).text()).isEqualTo("+0 to +100 points");
    }

    @Test
    void no_counts_break_it() {
        ForAll.forAll(100, DifferenceBoundsTest::wildCells, cells -> {
            DifferenceBounds bounds = DifferenceBounds.start();
            for (Cell cell : cells) {
                bounds = bounds.observe(List.of(cell));
                Interval interval = bounds.interval(0.999, 1 + cell.stableRequests() % 30);
                assertThat(interval.low()).isBetween(-1.0, 1.0);
                assertThat(interval.high()).isBetween(-1.0, 1.0);
                assertThat(interval.text()).doesNotContain("NaN");
            }
        });
    }

    @Test
    void what_cannot_be_is_refused() {
        DifferenceBounds start = DifferenceBounds.start();

        assertThatIllegalArgumentException().isThrownBy(() -> start.interval(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> start.interval(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> start.interval(LEVEL, 0.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new DifferenceBounds(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Sum(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(-2, 0));
    }

    private static boolean isEverOutside(int run, double candidate, double stable) {
        RandomGenerator random = ForAll.random(SEED, run);
        DifferenceBounds bounds = DifferenceBounds.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            bounds = bounds.observe(List.of(Cells.random(random, k, candidate, stable)));
            if (excludes(bounds, candidate - stable)) {
                return true;
            }
        }
        return false;
    }

    /** As the interval does, but without searching for its ends. */
    private static boolean excludes(DifferenceBounds bounds, double difference) {
        return meanWealth(bounds.sums().subList(0, 8), difference) >= 40
                || meanWealth(bounds.sums().subList(8, 16), difference) >= 40;
    }

    private static DifferenceBounds afterAnHour(int run, double candidate, double stable) {
        RandomGenerator random = ForAll.random(SEED, run);
        List<Cell> cells = new ArrayList<>();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            cells.add(Cells.random(random, k, candidate, stable));
        }
        return DifferenceBounds.start().observe(cells);
    }

    private static double meanWealth(List<Sum> sums, double delta) {
        return sums.stream()
                .mapToDouble(sum -> Math.exp(sum.lnWealth(delta)))
                .average()
                .orElseThrow();
    }

    private static double lnWealth(List<Cell> cells, double bet, double delta) {
        return cells.stream()
                .mapToDouble(cell -> AffineMargin.lnLikelihood(cell, bet, 1, delta))
                .sum();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    private static List<Cell> wildCells(RandomGenerator random) {
        long[] counts = {0, 1, 2, 450, 1_000_000_000, Long.MAX_VALUE};
        return Collections.nCopies(40, random).stream()
                .map(chance -> {
                    long candidate = counts[chance.nextInt(counts.length)];
                    long stable = counts[chance.nextInt(counts.length)];
                    return Cells.cell(
                            1,
                            candidate,
                            chance.nextBoolean() ? candidate : 0,
                            stable,
                            chance.nextBoolean() ? stable : 0);
                })
                .toList();
    }
}
