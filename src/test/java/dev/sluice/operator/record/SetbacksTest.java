package dev.sluice.operator.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.operator.record.Setbacks.Setback;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SetbacksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Setbacks setbacks = new Setbacks();

    private Setback note(String policy, Kind kind, String message, Duration later) {
        return setbacks.note(policy, new PortException(kind, message), NOW.plus(later));
    }

    private Setback note(Kind kind) {
        return note("one", kind, "no", Duration.ZERO);
    }

    @Test
    void the_wait_doubles_from_half_a_second_to_fifteen() {
        assertThat(IntStream.range(0, 7)
                        .mapToObj(time -> note(Kind.TRANSIENT).delay().toMillis()))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 15_000L, 15_000L);
    }

    @Test
    void a_refusal_waits_for_five_seconds_at_least() {
        assertThat(note(Kind.TRANSIENT).delay()).isEqualTo(Duration.ofMillis(500));
        assertThat(note(Kind.REJECTED).delay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(note(Kind.REJECTED).delay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(note(Kind.REJECTED).delay()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void it_starts_anew_after_a_pass_that_came_through_and_each_policy_has_its_own() {
        note(Kind.REJECTED);
        assertThat(note("other", Kind.TRANSIENT, "no", Duration.ZERO).delay()).isEqualTo(Duration.ofMillis(500));

        setbacks.over("one");

        assertThat(note(Kind.TRANSIENT).delay()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void a_refusal_is_told_at_once_and_once_a_message() {
        assertThat(note("one", Kind.REJECTED, "no", Duration.ZERO).isNews()).isTrue();
        Setback same = note("one", Kind.REJECTED, "no", Duration.ZERO);
        assertThat(same.isTold()).isTrue();
        assertThat(same.isNews()).isFalse();
        assertThat(note("one", Kind.REJECTED, "not that either", Duration.ZERO).isNews())
                .isTrue();
    }

    @Test
    void what_may_pass_by_is_told_after_a_minute() {
        assertThat(note("one", Kind.TRANSIENT, "busy", Duration.ZERO).isTold()).isFalse();
        assertThat(note("one", Kind.TRANSIENT, "busy", Duration.ofSeconds(59)).isTold())
                .isFalse();
        assertThat(note("one", Kind.TRANSIENT, "busy", Duration.ofSeconds(60)).isNews())
                .isTrue();
        assertThat(note("one", Kind.TRANSIENT, "busy", Duration.ofSeconds(75)).isNews())
                .isFalse();
    }
}
