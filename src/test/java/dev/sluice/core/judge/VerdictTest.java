package dev.sluice.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.CeilingProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.ForAll;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final JudgeParameters PARAMETERS = JudgeParameters.reference();

    @Test
    void a_rollback_says_what_failed_against_what_and_how_sure_it_is() {
        Verdict verdict = verdict(Cells.cell(1, 50, 3, 450, 0), Cells.cell(2, 50, 3, 450, 1));

        assertThat(verdict.sentence())
                .isEqualTo("The candidate fails more than it may: candidate 6 of 100 failed (6 %), stable 1 of 900"
                        + " failed (0.111 %). Tolerated is 0.239 % (1.25 x stable + 0.1 points). Evidence against it"
                        + " 1807:1, rollback at 100:1.");
    }

    @Test
    void a_fault_that_sets_in_late_is_told_by_what_happened_since() {
        Cell[] cells = new Cell[103];
        for (int k = 0; k < cells.length; k++) {
            cells[k] = Cells.cell(k, 50, k < 100 ? 0 : 4, 450, k % 10 == 0 ? 1 : 0);
        }
        assertThat(verdict(cells).sentence())
                .contains("candidate 12 of 150 failed (8 %), stable 1 of 1350 failed (0.074 %) since errors set in")
                .contains("(in all candidate 12 of 5150 failed (0.233 %), stable 11 of 46350 failed (0.024 %))");
    }

    @Test
    void an_arm_alone_is_told_with_its_ceiling() {
        assertThat(CeilingProcess.start().observe(100, 4, 0.01, PARAMETERS).sentence(0.01, PARAMETERS))
                .isEqualTo(
                        "Judged alone, since nothing serves beside it: 4 of 100 failed (4 %), tolerated is 1 % by the"
                                + " stable version's record. Evidence against it 2.65:1, rollback at 100:1.");
    }

    @Test
    void a_hold_says_what_is_missing() {
        Verdict verdict = verdict(Cells.cell(1, 50, 0, 450, 0), Cells.cell(2, 50, 0, 450, 0));

        assertThat(verdict.sentence())
                .isEqualTo("Not decided yet: candidate 0 of 100 failed (0 %), stable 0 of 900 failed (0 %). For"
                        + " the next step 2.19:1 of 20:1, against it 0.87:1 of 100:1; about 407 more candidate requests"
                        + " are needed if it is as good as stable.");
    }

    @Test
    void a_suspicion_says_what_would_settle_it() {
        assertThat(verdict(Cells.cell(1, 50, 5, 450, 0), Cells.cell(2, 50, 0, 450, 0))
                        .sentence())
                .contains("under suspicion")
                .contains("after 3 errors of the candidate in 2 scrapes (now 5 in 1)");
    }

    @Test
    void an_advance_says_what_is_excluded() {
        Cell[] cells = new Cell[20];
        for (int k = 0; k < cells.length; k++) {
            cells[k] = Cells.cell(k, 50, 0, 450, 0);
        }
        assertThat(verdict(cells).sentence())
                .contains("0 of 1000 failed")
                .contains("Excluded is more than 1 % (1.25 x stable + 1 points)")
                .contains("(needed 20:1)");
    }

    @Test
    void every_cause_has_a_sentence_of_its_own() {
        Evidence evidence = Evidence.of(JudgeState.start(), PARAMETERS);

        assertThat(Cause.values())
                .extracting(cause -> new Verdict(cause, evidence, Fault.ERROR).sentence())
                .doesNotHaveDuplicates()
                .allSatisfy(sentence -> assertThat(sentence).endsWith(".").doesNotContain("NaN", "null", "-1 "));
    }

    @Test
    void overwhelming_evidence_is_not_written_out() {
        assertThat(verdict(Cells.cell(1, 5000, 5000, 45_000, 0)).sentence()).contains("over 1000000:1");
    }

    @Test
    void the_requests_needed_are_about_those_that_a_clean_candidate_then_takes() {
        JudgeState state = JudgeState.start();
        state = state.observe(List.of(Cells.cell(0, 50, 0, 450, 0)), 0.25, PARAMETERS);
        long predicted = Evidence.of(state, PARAMETERS).requestsNeeded();
        int scrapes = 0;
        while (state.advance().lnE() < Math.log(20)) {
            scrapes++;
            state = state.observe(List.of(Cells.cell(scrapes, 50, 0, 450, 0)), 0.25, PARAMETERS);
        }
        assertThat(50.0 * scrapes).isCloseTo((double) predicted, Percentage.withPercentage(35));
    }

    @Test
    void the_requests_needed_are_unknown_without_traffic_and_none_when_the_evidence_is_there() {
        assertThat(Evidence.of(JudgeState.start(), PARAMETERS).requestsNeeded()).isEqualTo(Evidence.UNKNOWN);
        assertThat(verdict(Cells.cell(1, 50_000, 0, 450_000, 0)).evidence().requestsNeeded())
                .isZero();
    }

    @Test
    void where_the_arms_are_scraped_apart_the_verdict_rests_on_persistent_evidence() {
        JudgeState state = JudgeState.start().observe(List.of(Cells.cell(1, 50, 25, 450, 0)), 0.25, PARAMETERS);

        Evidence evidence = Evidence.of(state, PARAMETERS.withArmsShareTarget(false));

        assertThat(evidence.lnRollback()).isCloseTo(state.rollback().lnPersistentE(), Offset.offset(1e-12));
        assertThat(evidence.lnRollback()).isLessThan(evidence.lnRollbackThreshold());
    }

    @Test
    void a_state_rebuilt_from_its_parts_gives_the_same_verdict() {
        ForAll.forAll(100, random -> Cells.random(random, 1, 0.05, 0.01), cell -> {
            JudgeState state = JudgeState.start().observe(List.of(cell), 0.25, PARAMETERS);
            RollbackProcess against = state.rollback();
            JudgeState rebuilt = new JudgeState(
                    new RollbackProcess(
                            List.copyOf(against.lnBets()),
                            List.copyOf(against.lnWithoutStrongest()),
                            against.scrapes(),
                            against.unspent()),
                    new AdvanceProcess(state.advance().lnBets(), state.advance().lnWithoutStrongest()),
                    state.total(),
                    state.step(),
                    state.recent(),
                    state.scrapes(),
                    state.advanceDelta(),
                    state.bounds(),
                    state.peakLnE());
            assertThat(Judge.verdict(rebuilt, PARAMETERS, true)).isEqualTo(Judge.verdict(state, PARAMETERS, true));
        });
    }

    private static Verdict verdict(Cell... cells) {
        JudgeState state = JudgeState.start();
        for (Cell cell : cells) {
            state = state.observe(List.of(cell), 0.25, PARAMETERS);
        }
        return Judge.verdict(state, PARAMETERS, true);
    }
}
