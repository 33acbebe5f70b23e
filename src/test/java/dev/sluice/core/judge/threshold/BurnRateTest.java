package dev.sluice.core.judge.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.window.Volume;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BurnRateTest {

    private static final double CEILING = 0.001;

    /** Error ratios over five minutes, an hour, half an hour and six hours. */
    private static List<Volume> ratios(double... ratios) {
        return DoubleStream.of(ratios)
                .mapToObj(ratio -> new Volume(10_000, 10_000 * ratio))
                .toList();
    }

    @Test
    void a_fast_burn_shows_over_five_minutes_and_an_hour() {
        assertThat(BurnRate.sentence(ratios(0.02, 0.0145, 0.001, 0.001), CEILING))
                .contains(
                        "The whole service, both versions together, burns its error budget 20.0 times too fast: 2 % failed"
                                + " in the last 5 min, 1.5 % in the last 1 h, and its objective leaves 0.1 %.");
    }

    @Test
    void a_slow_burn_shows_over_half_an_hour_and_six_hours() {
        assertThat(BurnRate.sentence(ratios(0.001, 0.001, 0.0065, 0.0061), CEILING))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("6.5 times", "30 min", "6 h"));
    }

    @Test
    void an_incident_that_is_over_no_longer_burns() {
        assertThat(BurnRate.sentence(ratios(0.001, 0.05, 0.001, 0.05), CEILING)).isEmpty();
    }

    @Test
    void a_blip_that_the_hour_does_not_show_is_none() {
        assertThat(BurnRate.sentence(ratios(0.5, 0.004, 0.004, 0.001), CEILING)).isEmpty();
    }

    @Test
    void no_requests_burn_nothing() {
        assertThat(BurnRate.sentence(
                        List.of(new Volume(0, 0), new Volume(0, 0), new Volume(0, 0), new Volume(0, 0)), CEILING))
                .isEmpty();
    }
}
