package dev.sluice.core.judge.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.ForAll;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.000004, 0 %",
        "0.000016, 0.002 %",
        "0.001, 0.1 %",
        "0.00999, 0.999 %",
        "0.01, 1 %",
        "0.1234, 12.3 %",
        "1, 100 %"
    })
    void rates_keep_three_decimals_below_one_percent_and_one_above(double rate, String text) {
        assertThat(Figures.percent(rate)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-800, 0:1",
        "0, 1:1",
        "0.1, 1.11:1",
        "2.302, 9.99:1",
        "3, 20:1",
        "13.9, over 1000000:1",
        "5000, over 1000000:1"
    })
    void odds_are_rounded_as_far_as_they_matter(double lnE, String text) {
        assertThat(Figures.odds(lnE)).isEqualTo(text);
    }

    @Test
    void numbers_are_those_of_a_decimal_format() {
        List<String> patterns = List.of("0", "0.#", "0.##", "0.###");
        ForAll.forAll(
                5000,
                random -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-12, 60)),
                value -> patterns.forEach(pattern -> assertThat(Figures.number(pattern, value))
                        .isEqualTo(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
                                .format(value)
                                .replaceFirst("^-0$", "0"))));
    }

    @Test
    void what_is_no_number_is_shown_as_such() {
        assertThat(Figures.number("0.##", Double.NaN)).isEqualTo("NaN");
        assertThat(Figures.number("0.#", Double.NEGATIVE_INFINITY)).isEqualTo("-∞");
    }
}
