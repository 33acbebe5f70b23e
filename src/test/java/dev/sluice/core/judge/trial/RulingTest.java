package dev.sluice.core.judge.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.CompletionProcess;
import dev.sluice.core.judge.threshold.PodRule;
import dev.sluice.core.judge.threshold.PodState;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulingTest {

    private static final Grounds ERRORS = new Grounds.Completed(CompletionProcess.start(), 0.25);
    private static final Grounds SLOW = new Grounds.Watched(PodState.start(), PodRule.defaults());

    private static Opinion errors(Cause cause, double ofThreshold) {
        return new Opinion(Topic.ERRORS, "errors", cause, Math.log(ofThreshold), true, ERRORS);
    }

    private static Opinion slow(Cause cause, double ofThreshold, boolean isGuarded) {
        return new Opinion(Topic.LATENCY, "requests over 250 ms", cause, Math.log(ofThreshold), isGuarded, SLOW);
    }

    @Test
    void one_signal_at_its_threshold_is_enough() {
        assertThat(Ruling.of(List.of(errors(Cause.HARMLESS, 0.001), slow(Cause.WORSE, 1.2, true))))
                .isEqualTo(new Ruling(Cause.WORSE, Topic.LATENCY, SLOW));
    }

    @Test
    void signals_below_their_thresholds_add_up() {
        Ruling ruling = Ruling.of(List.of(errors(Cause.SUSPICION, 0.6), slow(Cause.SUSPICION, 0.5, true)));

        assertThat(ruling.kind()).isEqualTo(Kind.ROLLBACK);
        assertThat(ruling.topic()).isEqualTo(Topic.ERRORS);
        assertThat(ruling.sentence())
                .isEqualTo("No signal alone would do, but together they speak against the candidate. "
                        + ERRORS.sentence() + " " + SLOW.sentence());
    }

    @Test
    void what_too_few_failures_carry_does_not_count() {
        assertThat(Ruling.of(List.of(errors(Cause.SUSPICION, 0.6), slow(Cause.SUSPICION, 5, false)))
                        .kind())
                .isEqualTo(Kind.HOLD);
    }

    @Test
    void all_must_speak_for_the_candidate() {
        assertThat(Ruling.of(List.of(errors(Cause.HARMLESS, 0.01), slow(Cause.UNDECIDED, 0.01, true))))
                .isEqualTo(new Ruling(Cause.UNDECIDED, Topic.LATENCY, SLOW));
        assertThat(Ruling.of(List.of(errors(Cause.HARMLESS, 0.01), slow(Cause.HARMLESS, 0.01, true)))
                        .kind())
                .isEqualTo(Kind.ADVANCE);
    }

    @Test
    void a_missing_baseline_is_said_before_what_is_undecided() {
        assertThat(Ruling.of(List.of(errors(Cause.UNDECIDED, 0.01), slow(Cause.NO_BASELINE, 0.01, true)))
                        .cause())
                .isEqualTo(Cause.NO_BASELINE);
    }
}
