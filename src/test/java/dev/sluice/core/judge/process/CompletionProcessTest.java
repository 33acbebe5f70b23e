package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.core.judge.Binomial;
import dev.sluice.core.judge.Cells;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.Chance;
import dev.sluice.testing.ForAll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionProcessTest {

    private static final long SEED = ForAll.seed(20240607);

    @Test
    void at_a_tenth_of_the_traffic_about_155_completions_of_stable_alone_make_a_black_hole_suspect() {
        CompletionProcess process = CompletionProcess.start();
        int completions = 0;
        while (!process.isSuspected()) {
            completions++;
            process = process.observe(Cells.cell(0, 0, 0, 1, 0), 0.1);
        }
        assertThat(completions).isBetween(150, 160);
    }

    @ParameterizedTest(name = "weight {0}")
    @ValueSource(doubles = {0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.95})
    void a_black_hole_is_suspected_and_then_confirmed_at_every_weight(double weight) {
        long stable = Math.max(1, Math.round(8 / weight));
        CompletionProcess process = CompletionProcess.start();
        long cells = 0;
        while (!process.isSuspected() && cells < 100) {
            process = process.observe(Cells.cell(cells++, 0, 0, stable, 0), weight);
        }
        assertThat(cells).isLessThanOrEqualTo(4);
        assertThat(process.isConfirmed()).isFalse();

        long suspectedAt = cells - 1;
        while (!process.isConfirmed() && cells < 100) {
            process = process.observe(Cells.cell(cells++, 0, 0, stable, 0), weight);
        }
        assertThat(Cells.end(cells - 1)).isAfterOrEqualTo(Cells.end(suspectedAt).plus(CompletionProcess.PATIENCE));
        assertThat(cells).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest(name = "weight {0}")
    @ValueSource(doubles = {0.01, 0.1, 0.5, 0.95})
    void a_candidate_that_hangs_after_an_hour_is_found_within_seconds(double weight) {
        RandomGenerator random = ForAll.random(SEED, 0);
        CompletionProcess process = CompletionProcess.start();
        for (int k = 0; k < Cells.SCRAPES_PER_HOUR; k++) {
            long candidate = Chance.binomial(random, 5000, weight);
            process = process.observe(Cells.cell(k, candidate, 0, 5000 - candidate, 0), weight);
            assertThat(process.isSuspected()).isFalse();
        }
        long more = 0;
        while (!process.isConfirmed() && more < 20) {
            long stable = Math.round(5000 * (1 - weight));
            process = process.observe(Cells.cell(Cells.SCRAPES_PER_HOUR + more++, 0, 0, stable, 0), weight);
        }
        assertThat(more).isLessThanOrEqualTo(weight < 0.05 ? 5 : 4);
    }

    @ParameterizedTest(name = "weight {0}, share {1}")
    @CsvSource({
        "0.01, 0.01",
        "0.01, 0.0055",
        "0.05, 0.04",
        "0.1, 0.087",
        "0.1, 0.055",
        "0.5, 0.447",
        "0.5, 0.3",
        "0.95, 0.6",
        "0.95, 1",
        "1, 1",
        "1, 0.6",
        "0, 0",
        "0, 0.3",
        "0.1, 0.9"
    })
    void ordinary_imbalance_is_never_taken_for_a_hang(double weight, double share) {
        RandomGenerator random = ForAll.random(SEED, 0);
        CompletionProcess process = CompletionProcess.start();
        for (int k = 0; k < 500; k++) {
            long candidate = Chance.binomial(random, 20_000, share);
            process = process.observe(Cells.cell(k, candidate, 0, 20_000 - candidate, 0), weight);
            assertThat(process.isSuspected()).as("seed %d, cell %d", SEED, k).isFalse();
        }
    }

    @Test
    void several_proxies_of_which_some_bring_the_candidate_nothing_for_a_while_are_no_suspects() {
        RandomGenerator random = ForAll.random(SEED, 1);
        CompletionProcess process = CompletionProcess.start();
        for (int k = 0; k < 200; k++) {
            for (int proxy = 0; proxy < 12; proxy++) {
                double share = proxy % 4 == 0 ? 0.04 : 0.12;
                long candidate = Chance.binomial(random, 40, share);
                process =
                        process.observe(new Cell(Cells.end(k), "proxy " + proxy, candidate, 0, 40 - candidate, 0), 0.1);
                assertThat(process.isSuspected()).as("seed %d", SEED).isFalse();
            }
        }
    }

    @Test
    void at_half_the_weight_at_most_one_in_a_thousand_is_ever_suspected() {
        long suspected = IntStream.range(0, 4000)
                .filter(CompletionProcessTest::isEverSuspected)
                .count();

        assertThat(suspected).as("of 4000, seed %d", SEED).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest(name = "weight {0}, share {1}")
    @CsvSource({"0.1, 0.05", "0.1, 0.1", "0.02, 0.01", "0.5, 0.25", "0.5, 0.4", "0.95, 0.475", "1, 0.5", "1, 1"})
    void its_expectation_is_at_most_one_for_every_share_from_half_the_weight_on(double weight, double share) {
        assertThat(expectation(CompletionProcess.start(), 4, weight, share)).isBetween(0.001, 1 + 1e-9);
    }

    @Test
    void requests_that_only_took_long_end_the_suspicion() {
        CompletionProcess process = CompletionProcess.start().observe(Cells.cell(0, 0, 0, 450, 0), 0.1);
        assertThat(process.isSuspected()).isTrue();

        for (int k = 1; k < 8; k++) {
            process = process.observe(Cells.cell(k, 50, 0, 450, 0), 0.1);
            assertThat(process.isConfirmed()).isFalse();
        }
        assertThat(process.isSuspected()).isFalse();
    }

    @Test
    void one_huge_cell_confirms_nothing() {
        CompletionProcess process = CompletionProcess.start().observe(Cells.cell(0, 0, 0, 1_000_000, 0), 0.5);

        assertThat(process.isSuspected()).isTrue();
        assertThat(process.observe(Cells.cell(1, 0, 0, 1_000_000, 0), 0.5).isConfirmed())
                .isFalse();
    }

    @Test
    void it_says_what_is_missing() {
        CompletionProcess process = CompletionProcess.start().observe(Cells.cell(0, 3, 0, 447, 0), 0.1);
        assertThat(process.sentence(0.1))
                .isEqualTo("The candidate completed 3 of about 45 requests that its weight of 10 % should have brought."
                        + " It is suspected to hang, and gets no more traffic; since the suspicion 1:1, confirmed at"
                        + " 1000:1.");

        for (int k = 1; k <= 19; k++) {
            process = process.observe(Cells.cell(k, 0, 0, 450, 0), 0.1);
        }
        assertThat(process.isConfirmed()).isTrue();
        assertThat(process.sentence(0.1))
                .isEqualTo(
                        "The candidate completed 3 of about 900 requests that its weight of 10 % should have brought:"
                                + " it hangs, or the route does not reach it.");
        assertThat(CompletionProcess.start()
                        .observe(Cells.cell(0, 0, 0, 20, 0), 0.1)
                        .sentence(0.1))
                .startsWith("The candidate completed 0 of about 2 requests")
                .contains("suspected at 1000:1");
    }

    @Test
    void long_health_does_not_hide_how_many_are_missing_now() {
        CompletionProcess process = CompletionProcess.start();
        for (int k = 0; k < 300; k++) {
            process = process.observe(Cells.cell(k, 50, 0, 450, 0), 0.1);
        }
        process = process.observe(Cells.cell(300, 0, 0, 450, 0), 0.1);

        assertThat(process.completed()).isZero();
        assertThat(process.expected()).isBetween(45.0, 100.0);
    }

    @Test
    void no_counts_times_or_weights_break_it() {
        ForAll.forAll(300, CompletionProcessTest::wildCells, cells -> {
            CompletionProcess process = CompletionProcess.start();
            for (int k = 0; k < cells.size(); k++) {
                double weight = k % 5 == 0 ? Double.MIN_VALUE : (k % 100) / 99.0;
                process = process.observe(cells.get(k), weight);
                assertThat(process.lnE()).isFinite();
                assertThat(process.completed() + process.expected()).isFinite();
                assertThat(process.sentence(weight)).doesNotContain("NaN");
            }
        });
    }

    @Test
    void what_cannot_be_is_refused() {
        CompletionProcess start = CompletionProcess.start();
        Cell cell = Cells.cell(0, 1, 0, 1, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> start.observe(cell, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> start.observe(cell, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompletionProcess(List.of(0.0), start.lnArrivals(), 0, 0, 0, null, false));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new CompletionProcess(start.lnBets(), start.lnArrivals(), 0, Double.NaN, 0, null, false));
    }

    private static boolean isEverSuspected(int run) {
        RandomGenerator random = ForAll.random(SEED, run);
        CompletionProcess process = CompletionProcess.start();
        for (int k = 0; k < 120; k++) {
            long candidate = Chance.binomial(random, 500, 0.05);
            process = process.observe(Cells.cell(k, candidate, 0, 500 - candidate, 0), 0.1);
            if (process.isSuspected()) {
                return true;
            }
        }
        return false;
    }

    /** Over all outcomes of so many cells of three requests, none of which can make it suspect. */
    private static double expectation(CompletionProcess process, int cells, double weight, double share) {
        if (cells == 0) {
            return Math.exp(process.lnE());
        }
        double sum = 0;
        for (int candidate = 0; candidate <= 3; candidate++) {
            CompletionProcess next = process.observe(Cells.cell(0, candidate, 0, 3 - candidate, 0), weight);
            sum += Binomial.probability(3, candidate, share) * expectation(next, cells - 1, weight, share);
        }
        return sum;
    }

    private static List<Cell> wildCells(RandomGenerator random) {
        List<Cell> cells = new ArrayList<>();
        List<Instant> ends = List.of(Instant.MIN, Instant.MAX, Instant.EPOCH, Cells.end(1), Cells.end(100));
        long[] counts = {0, 1, 50, 1_000_000_000, Long.MAX_VALUE};
        for (int k = 0; k < 60; k++) {
            cells.add(new Cell(
                    ends.get(random.nextInt(ends.size())),
                    "",
                    counts[random.nextInt(counts.length)],
                    0,
                    counts[random.nextInt(counts.length)],
                    0));
        }
        return cells;
    }
}
