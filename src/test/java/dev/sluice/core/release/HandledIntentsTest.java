package dev.sluice.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandledIntentsTest {

    private static List<Intent> asked(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> new Intent("i" + number, Intent.Kind.PAUSE, "", "anna"))
                .toList();
    }

    private static ReleaseState after(List<Intent> asked) {
        ReleaseState state = ReleaseState.start(Instant.EPOCH);
        for (Intent intent : asked) {
            state = state.handled(intent.id(), asked);
        }
        return state;
    }

    @Test
    void however_many_are_asked_none_is_open_again() {
        List<Intent> asked = asked(0, 120);

        assertThat(after(asked).handledIntents())
                .containsExactlyElementsOf(asked.stream().map(Intent::id).toList());
    }

    @Test
    void one_that_nobody_asks_any_more_is_forgotten_when_the_next_is_answered() {
        ReleaseState state = after(asked(0, 3));

        assertThat(state.handled("i3", asked(2, 4)).handledIntents()).containsExactly("i2", "i3");
    }
}
