package dev.sluice.api.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * From where to where a value may go.
 *
 * @param isOpen whether the bounds themselves are outside
 * @param print how to write a value
 */
public record Bounds<T extends Comparable<T>>(T least, T most, boolean isOpen, Function<T, String> print) {

    public static Bounds<Duration> durations(Duration least, Duration most) {
        return new Bounds<>(least, most, false, DurationText::print);
    }

    public static Bounds<BigDecimal> numbers(String least, String most) {
        return new Bounds<>(new BigDecimal(least), new BigDecimal(most), false, BigDecimal::toPlainString);
    }

    public static Bounds<BigDecimal> numbersBetween(String least, String most) {
        return new Bounds<>(new BigDecimal(least), new BigDecimal(most), true, BigDecimal::toPlainString);
    }

    public static Bounds<BigDecimal> percents(String least, String most) {
        return new Bounds<>(new BigDecimal(least), new BigDecimal(most), false, PercentText::print);
    }

    /** What is wrong with a value; empty when nothing is. */
    public Optional<String> problem(T value) {
        int low = value.compareTo(least);
        int high = value.compareTo(most);
        if (isOpen) {
            return low > 0 && high < 0 ? Optional.empty() : Optional.of("is not " + span());
        }
        if (low < 0) {
            return Optional.of("is less than " + print.apply(least));
        }
        return high > 0 ? Optional.of("is more than " + print.apply(most)) : Optional.empty();
    }

    public String remedy(String what) {
        return "write " + what + " " + span();
    }

    private String span() {
        return isOpen
                ? "above " + print.apply(least) + " and below " + print.apply(most)
                : "from " + print.apply(least) + " to " + print.apply(most);
    }
}
