package dev.sluice.metrics.prometheus.counter;

import static dev.sluice.metrics.prometheus.counter.Counters.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cursor is stored with the release: it must stay small, and still each request counts once. */
class CursorKeepingTest {
    private static final int MANY = CursorKeeping.MOST_TARGETS + 50;

    @Test
    void of_many_targets_always_the_same_are_read() {
        Increments first = new CounterReading(proxies(0, MANY, 5), at(6)).eachScrape(MetricCursor.startingAt(at(0)));
        Increments second = new CounterReading(proxies(0, MANY, 10), at(11)).eachScrape(first.next());

        assertThat(first.cells()).hasSize(CursorKeeping.MOST_TARGETS);
        assertThat(first.next().readUpTo()).hasSize(CursorKeeping.MOST_TARGETS);
        assertThat(second.cells()).extracting(Cell::end).containsOnly(at(10));
        assertThat(strata(second)).isEqualTo(strata(first));
    }

    @Test
    void a_target_that_is_gone_is_remembered_for_an_hour() {
        MetricCursor cursor = new MetricCursor(at(0), Map.of("p000", at(5), "gone", at(5), "long-gone", at(-3600)));

        MetricCursor next =
                new CounterReading(proxies(0, 1, 10), at(11)).eachScrape(cursor).next();

        assertThat(next.readUpTo()).isEqualTo(Map.of("p000", at(10), "gone", at(5)));
    }

    @Test
    void a_target_that_is_gone_makes_room_for_one_that_answers() {
        MetricCursor before = new CounterReading(proxies(0, CursorKeeping.MOST_TARGETS, 5), at(6))
                .eachScrape(MetricCursor.startingAt(at(0)))
                .next();

        Increments after = new CounterReading(proxies(MANY, MANY + 1, 10), at(11)).eachScrape(before);

        assertThat(after.next().readUpTo()).hasSize(CursorKeeping.MOST_TARGETS).containsEntry("p" + MANY, at(10));
    }

    private static List<String> strata(Increments increments) {
        return increments.cells().stream().map(Cell::stratum).toList();
    }

    private static List<CounterSeries> proxies(int from, int to, int second) {
        return IntStream.range(from, to)
                .mapToObj(number -> Counters.of("p%03d".formatted(number))
                        .stable(0, 0, second - 5, second, second, second + 10.0)
                        .series())
                .flatMap(List::stream)
                .toList();
    }
}
