package dev.sluice.metrics.prometheus.preset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** The upper edge of a bucket: a duration here, a number of seconds or milliseconds there. */
public final class BucketEdge {
    /** Boundaries of native histograms lie at least 0.27 % apart. */
    private static final double TOLERANCE = 1e-6;

    private static final double NANO = 1e-9;

    private BucketEdge() {}

    /** Which values of the label {@code le} are this edge, as a regular expression: 250, 250.0, 1e+06. */
    static String pattern(Duration edge, double secondsPerUnit) {
        BigDecimal value = BigDecimal.valueOf(edge.toNanos())
                .movePointLeft(9)
                .divide(BigDecimal.valueOf(secondsPerUnit), MathContext.DECIMAL64)
                .stripTrailingZeros();
        String plain = value.toPlainString();
        String trailing = plain.contains(".") ? "0*" : "(?:[.]0*)?";
        int exponent = value.precision() - value.scale() - 1;
        return plain.replace(".", "[.]") + trailing + "|" + scientific(value, exponent);
    }

    private static String scientific(BigDecimal value, int exponent) {
        String mantissa =
                value.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        return mantissa.replace(".", "[.]") + "e[" + (exponent < 0 ? "-" : "+") + "]0*" + Math.abs(exponent);
    }

    /** The value of a label {@code le}, in units; NaN if it is no number. */
    public static double parsed(String le) {
        try {
            return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether a bucket ends at an edge, but for what rounding makes of it. */
    public static boolean isAt(double units, Duration edge, double secondsPerUnit) {
        double seconds = edge.toNanos() * NANO;
        return Math.abs(units * secondsPerUnit - seconds) <= Math.max(TOLERANCE * seconds, NANO);
    }

    /** The edge of a bucket, rounded to nanoseconds; zero if that is no time that a request can take. */
    public static Duration duration(double units, double secondsPerUnit) {
        double nanos = units * secondsPerUnit / NANO;
        boolean isTime = nanos >= 1 && nanos <= Duration.ofDays(1).toNanos();
        return isTime ? Duration.ofNanos(Math.round(nanos)) : Duration.ZERO;
    }
}
