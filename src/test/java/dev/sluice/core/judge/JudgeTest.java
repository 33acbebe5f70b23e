package dev.sluice.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The table of verdicts, row by row. */
class JudgeTest {

    private static final JudgeParameters PARAMETERS = JudgeParameters.reference();

    @Test
    void clear_evidence_against_the_candidate_rolls_it_back() {
        assertCause(after(Cells.cell(1, 50, 3, 450, 0), Cells.cell(2, 50, 3, 450, 0)), Cause.WORSE, Kind.ROLLBACK);
    }

    @Test
    void clear_evidence_counts_even_without_new_samples() {
        JudgeState state = after(Cells.cell(1, 50, 3, 450, 0), Cells.cell(2, 50, 3, 450, 0));

        assertThat(Judge.verdict(state, PARAMETERS, false).kind()).isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void one_burst_is_suspicious_but_rolls_nothing_back() {
        JudgeState state = after(Cells.cell(1, 50, 5, 450, 0), Cells.cell(2, 50, 0, 450, 0));

        assertThat(state.rollback().lnE()).isGreaterThan(Math.log(100));
        assertCause(state, Cause.SUSPICION, Kind.HOLD);
    }

    @Test
    void two_failures_roll_nothing_back_however_rare_failures_are() {
        JudgeState state = after(Cells.cell(1, 5, 1, 10_000, 0), Cells.cell(2, 5, 1, 10_000, 0));

        assertThat(state.rollback().lnE()).isGreaterThan(Math.log(100));
        assertCause(state, Cause.SUSPICION, Kind.HOLD);
    }

    @Test
    void beyond_doubt_one_scrape_is_enough() {
        assertCause(after(Cells.cell(1, 50, 25, 450, 0)), Cause.WORSE, Kind.ROLLBACK);
    }

    @Test
    void but_not_where_the_arms_are_scraped_apart() {
        JudgeParameters apart = PARAMETERS.withArmsShareTarget(false);
        Cell jump = Cells.cell(1, 50, 25, 450, 0);
        JudgeState once = JudgeState.start().observe(List.of(jump), 0.25, apart);
        JudgeState calm = once.observe(List.of(Cells.cell(2, 50, 1, 450, 9)), 0.25, apart);
        JudgeState again = once.observe(List.of(Cells.cell(2, 50, 25, 450, 0)), 0.25, apart);

        assertThat(Judge.verdict(once, apart, true).kind()).isEqualTo(Kind.HOLD);
        assertThat(Judge.verdict(calm, apart, true).kind()).isEqualTo(Kind.HOLD);
        assertThat(Judge.verdict(again, apart, true).kind()).isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void proxies_scraped_one_after_the_other_make_one_scrape() {
        JudgeState state = after(proxy("a", 1, 2), proxy("b", 1, 2), proxy("c", 2, 2), proxy("d", 2, 2));

        assertThat(state.scrapes().inStep()).isEqualTo(1);
        assertThat(state.scrapes().withErrors()).isEqualTo(1);
        assertCause(state, Cause.TOO_FEW_SCRAPES, Kind.HOLD);
        JudgeState next = state.observe(List.of(proxy("a", 3, 2)), 0.25, PARAMETERS);
        assertCause(next, Cause.WORSE, Kind.ROLLBACK);
    }

    @Test
    void scrapes_go_on_counting_when_the_proxy_that_led_them_is_gone() {
        JudgeState state = after(proxy("a", 1, 0), proxy("b", 2, 0), proxy("b", 14, 0), proxy("b", 15, 0));

        assertThat(state.scrapes().inStep()).isEqualTo(3);
    }

    @Test
    void no_new_samples_hold() {
        assertThat(Judge.verdict(harmless(), PARAMETERS, false).cause()).isEqualTo(Cause.NO_NEW_SAMPLES);
    }

    @Test
    void an_idle_stable_version_or_candidate_holds() {
        assertCause(after(Cells.cell(1, 50, 50, 0, 0)), Cause.NO_BASELINE, Kind.HOLD);
        assertCause(after(Cells.cell(1, 0, 0, 450, 0)), Cause.NO_CANDIDATE_REQUESTS, Kind.HOLD);
        assertCause(JudgeState.start(), Cause.NO_BASELINE, Kind.HOLD);
    }

    @Test
    void one_scrape_never_advances() {
        assertCause(after(Cells.cell(1, 50_000, 0, 450_000, 0)), Cause.TOO_FEW_SCRAPES, Kind.HOLD);
    }

    @Test
    void a_candidate_shown_to_be_harmless_advances() {
        assertCause(harmless(), Cause.HARMLESS, Kind.ADVANCE);
    }

    @Test
    void suspicion_outweighs_evidence_of_harmlessness() {
        Cell[] cells = LongStream.range(1, 60)
                .mapToObj(k -> Cells.cell(k, 50, k > 56 ? 2 : 0, 450, 0))
                .toArray(Cell[]::new);
        JudgeState state = JudgeState.start();
        for (Cell cell : cells) {
            state = state.observe(List.of(cell), 0.01, PARAMETERS);
        }
        JudgeParameters reluctant = PARAMETERS.withErrorBounds(1e-9, 0.5);

        assertThat(state.advance().lnE()).isGreaterThan(Math.log(2));
        assertThat(state.rollback().lnE()).isGreaterThan(Math.log(10));
        assertThat(Judge.verdict(state, reluctant, true).cause()).isEqualTo(Cause.SUSPICION);
    }

    @Test
    void little_evidence_either_way_holds() {
        assertCause(after(Cells.cell(1, 50, 0, 450, 0), Cells.cell(2, 50, 0, 450, 0)), Cause.UNDECIDED, Kind.HOLD);
    }

    @Test
    void a_new_step_starts_without_evidence_for_the_candidate_but_keeps_that_against_it() {
        JudgeState before = harmless();
        JudgeState after = before.restartStep();

        assertThat(after.advance()).isEqualTo(AdvanceProcess.start());
        assertThat(after.rollback()).isEqualTo(before.rollback());
        assertThat(after.total()).isEqualTo(before.total());
        assertThat(after.step().candidateRequests()).isZero();
        assertThat(Judge.verdict(after, PARAMETERS, true).kind()).isEqualTo(Kind.HOLD);
    }

    @Test
    void cells_may_come_in_one_look_or_in_many() {
        Cell first = Cells.cell(1, 50, 1, 450, 1);
        Cell second = Cells.cell(2, 50, 0, 450, 2);

        assertThat(JudgeState.start().observe(List.of(second, first), 0.25, PARAMETERS))
                .isEqualTo(after(first, second));
        assertThat(JudgeState.start().observe(List.of(), 0.25, PARAMETERS)).isEqualTo(JudgeState.start());
    }

    @Test
    void the_peak_of_the_evidence_is_remembered() {
        JudgeState high = after(Cells.cell(1, 50, 4, 450, 0));
        JudgeState low = high.observe(List.of(Cells.cell(2, 500, 0, 4500, 0)), 0.25, PARAMETERS);

        assertThat(low.rollback().lnE()).isLessThan(high.rollback().lnE());
        assertThat(low.peakLnE()).isEqualTo(high.rollback().lnE());
    }

    private static JudgeState harmless() {
        JudgeState state = JudgeState.start();
        for (int k = 1; k <= 20; k++) {
            state = state.observe(List.of(Cells.cell(k, 50, 0, 450, 0)), 0.25, PARAMETERS);
        }
        return state;
    }

    private static JudgeState after(Cell... cells) {
        JudgeState state = JudgeState.start();
        for (Cell cell : cells) {
            state = state.observe(List.of(cell), 0.25, PARAMETERS);
        }
        return state;
    }

    private static Cell proxy(String name, long scrape, long candidateErrors) {
        return new Cell(Cells.end(scrape), name, 50, candidateErrors, 450, 0);
    }

    private static void assertCause(JudgeState state, Cause cause, Kind kind) {
        Verdict verdict = Judge.verdict(state, PARAMETERS, true);
        assertThat(verdict.cause()).as(verdict.sentence()).isEqualTo(cause);
        assertThat(verdict.kind()).isEqualTo(kind);
    }
}
