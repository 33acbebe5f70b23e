package dev.sluice.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellTest {

    private static final Cell CELL = new Cell(Instant.EPOCH, "proxy", 10, 1, 90, 2);

    @Test
    void more_errors_than_requests_are_refused_and_the_arm_is_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell(Instant.EPOCH, "proxy", 10, 11, 90, 2))
                .withMessage("counts of the candidate arm are impossible: 11 errors of 10 requests");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cell(Instant.EPOCH, "proxy", 10, 1, 90, -1))
                .withMessageContaining("stable");
    }

    @Test
    void swapping_exchanges_the_arms_and_twice_is_nothing() {
        assertThat(CELL.swapped()).isEqualTo(new Cell(Instant.EPOCH, "proxy", 90, 2, 10, 1));
        assertThat(CELL.swapped().swapped()).isEqualTo(CELL);
    }

    @Test
    void strata_of_one_scrape_are_one_cell() {
        Instant later = Instant.EPOCH.plusSeconds(5);

        assertThat(Cell.joined(
                        List.of(new Cell(later, "a", 1, 0, 2, 0), CELL, new Cell(Instant.EPOCH, "b", 5, 1, 5, 0))))
                .containsExactly(new Cell(Instant.EPOCH, "", 15, 2, 95, 2), new Cell(later, "", 1, 0, 2, 0));
    }

    @Test
    void counts_add_up_per_arm() {
        Counts counts = Counts.ZERO.plus(CELL).plus(CELL);

        assertThat(counts).isEqualTo(new Counts(20, 2, 180, 4));
        assertThat(counts.candidateErrorRate()).isEqualTo(0.1);
        assertThat(Counts.ZERO.stableErrorRate()).isZero();
    }
}
