package dev.sluice.core.judge.ramp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.testing.ForAll;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskLadderTest {

    @ParameterizedTest(name = "{0} requests a second: {1}")
    @CsvSource({
        "0, 50",
        "0.1, 50",
        "0.5, 20 44",
        "1, 10 31",
        "2, 5 13 36",
        "10, 2 5 14 36",
        "100, 2 5 14 36",
        "150, 1 4 11 33",
        "1000, 1 2 6 15 38",
        "100000, 1 2 6 15 38"
    })
    void weights_follow_from_the_traffic(double requestsPerSecond, String weights) {
        List<Integer> expected =
                List.of(weights.split(" ")).stream().map(Integer::valueOf).toList();

        assertThat(RiskLadder.weights(requestsPerSecond)).isEqualTo(expected);
    }

    @Test
    void they_rise_stay_below_the_bake_and_never_more_than_fivefold() {
        ForAll.forAll(1000, random -> Math.pow(10, 8 * random.nextDouble() - 3), requestsPerSecond -> {
            List<Integer> weights = RiskLadder.weights(requestsPerSecond);
            assertThat(weights).isNotEmpty().isSorted().doesNotHaveDuplicates();
            assertThat(weights.get(0)).isBetween(1, 50);
            for (int i = 0; i < weights.size(); i++) {
                int next = i + 1 < weights.size() ? weights.get(i + 1) : 95;
                assertThat(next).isGreaterThan(weights.get(i)).isLessThanOrEqualTo(5 * weights.get(i));
            }
        });
    }

    @Test
    void the_first_weight_risks_at_most_two_requests_a_second_where_a_percent_is_less() {
        ForAll.forAll(1000, random -> 5 + 195 * random.nextDouble(), requestsPerSecond -> {
            double first = RiskLadder.weights(requestsPerSecond).get(0) / 100.0 * requestsPerSecond;
            assertThat(first).isBetween(0.1, 2.7);
        });
    }

    @Test
    void rates_that_are_none_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLadder.weights(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLadder.weights(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> RiskLadder.weights(Double.POSITIVE_INFINITY));
    }
}
