package dev.sluice.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.policy.QuietPlan;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link RequestSender} does. */
public interface RequestSenderContract {

    Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    String PATH = "/api/reports?limit=1";
    FailureCodes CODES = new FailureCodes(List.of("5xx", "429"), List.of());

    /** A sender to two versions that answer these statuses in turn; 0 stands for none. */
    RequestSender sender(List<Integer> stable, List<Integer> candidate);

    private Measurement<Cell> sent(List<Integer> stable, List<Integer> candidate, int requests) {
        RequestSender.Target target =
                new RequestSender.Target("shop", "reports", "reports-canary", new QuietPlan(PATH, 10, null), CODES);
        return sender(stable, candidate).send(target, requests, NOW);
    }

    private static Measurement<Cell> counted(long candidateErrors, long stableErrors, long requests) {
        return new Measurement.Value<>(Cell.own(NOW, requests, candidateErrors, requests, stableErrors));
    }

    @Test
    default void both_versions_get_as_many_and_the_cell_ends_now() {
        assertThat(sent(List.of(200), List.of(204), 20)).isEqualTo(counted(0, 0, 20));
        assertThat(sent(List.of(200), List.of(204), 1)).isEqualTo(counted(0, 0, 1));
    }

    @Test
    default void half_of_a_version_that_fails_half_of_them_are_failures() {
        assertThat(sent(List.of(200), List.of(200, 500), 20)).isEqualTo(counted(10, 0, 20));
        assertThat(sent(List.of(503, 200), List.of(200), 20)).isEqualTo(counted(0, 10, 20));
    }

    @Test
    default void the_policys_codes_say_what_a_failure_is() {
        assertThat(sent(List.of(404), List.of(429, 301), 10)).isEqualTo(counted(5, 0, 10));
    }

    @Test
    default void a_candidate_that_does_not_answer_fails() {
        assertThat(sent(List.of(200), List.of(0), 4)).isEqualTo(counted(4, 0, 4));
    }

    @Test
    default void a_stable_version_that_answers_some_fails_the_others() {
        assertThat(sent(List.of(200, 0), List.of(200), 4)).isEqualTo(counted(0, 2, 4));
    }

    @Test
    default void where_stable_answers_nothing_nobody_is_blamed() {
        for (List<Integer> candidate : List.of(List.of(200), List.of(500), Collections.singletonList(0))) {
            Measurement<Cell> sent = sent(List.of(0), candidate, 4);
            assertThat(sent).isInstanceOf(Measurement.Missing.class);
            assertThat(sent.<String>fold(cell -> "", missing -> missing, failed -> ""))
                    .contains("None of Sluice's own requests", "reports", PATH);
        }
    }
}
