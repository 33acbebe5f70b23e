package dev.sluice.api.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Percentages as policies write them: {@code 0.1%}. A bare number is refused, as 0.1 could mean 0.1 % or 10 %. */
public final class PercentText {
    private static final Pattern SYNTAX = Pattern.compile("[0-9]+(\\.[0-9]+)?%");
    private static final int LONGEST = 20;

    private PercentText() {}

    /** The number before the sign; empty when the text is not a percentage. */
    public static Optional<BigDecimal> parse(String text) {
        return text.length() <= LONGEST && SYNTAX.matcher(text).matches()
                ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)))
                : Optional.empty();
    }

    public static String print(BigDecimal percent) {
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    /** What to write instead of this value. */
    public static String remedy(JsonNode node) {
        if (!node.isNumber() || node.decimalValue().signum() <= 0) {
            return "write a number and a percent sign, such as 0.1%";
        }
        BigDecimal value = node.decimalValue();
        if (value.compareTo(BigDecimal.ONE) >= 0) {
            return "write " + print(value);
        }
        return "write " + print(value) + " or " + print(value.movePointRight(2)) + ", whichever is meant";
    }
}
