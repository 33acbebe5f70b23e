package dev.sluice.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void cells_add_up() {
        Counts counts = Counts.ZERO.plus(cell(50, 1, 450, 2)).plus(cell(60, 0, 440, 3));

        assertThat(counts).isEqualTo(new Counts(110, 1, 890, 5));
        assertThat(counts.stableErrorRate()).isEqualTo(5.0 / 890);
        assertThat(Counts.ZERO.candidateErrorRate()).isZero();
    }

    @Test
    void a_sum_stops_at_the_largest_count_there_is() {
        long largest = Long.MAX_VALUE;
        Counts counts = Counts.ZERO.plus(cell(largest, largest, largest, 7)).plus(cell(1, 1, largest, 7));

        assertThat(counts).isEqualTo(new Counts(largest, largest, largest, 14));
    }

    @Test
    void impossible_counts_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(1, 2, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Counts(0, 0, -1, 0));
    }

    private static Cell cell(long candidateRequests, long candidateErrors, long stableRequests, long stableErrors) {
        return new Cell(Instant.EPOCH, "", candidateRequests, candidateErrors, stableRequests, stableErrors);
    }
}
