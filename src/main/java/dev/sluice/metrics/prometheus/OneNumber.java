package dev.sluice.metrics.prometheus;

import dev.sluice.core.metric.Measurement;
import dev.sluice.metrics.prometheus.query.ApiAnswer;
import java.util.List;

/** Reads the one number that a team's own query must give. */
final class OneNumber {

    private OneNumber() {}

    static Measurement<Double> of(ApiAnswer answer) {
        return switch (answer.resultType()) {
            case "scalar", "vector" -> number(answer.series());
            case "matrix" ->
                new Measurement.Missing<>("The query gave samples over time instead of one number: put a function"
                        + " such as avg_over_time(…) or rate(…) around the range.");
            case "string" -> new Measurement.Missing<>("The query gave a text instead of a number.");
            default -> new Measurement.Missing<>("The query gave a result of an unknown type instead of a number.");
        };
    }

    private static Measurement<Double> number(List<ApiAnswer.Series> series) {
        if (series.isEmpty()) {
            return new Measurement.Missing<>(
                    "The query gave no series: nothing matches it, or nothing was scraped in the last minutes.");
        }
        if (series.size() > 1) {
            return new Measurement.Missing<>(
                    "The query gave %d series instead of one number: add sum(…), max(…) or avg(…) around it."
                            .formatted(series.size()));
        }
        List<ApiAnswer.Point> points = series.get(0).points();
        if (points.size() != 1) {
            return new Measurement.Missing<>("The query gave a histogram instead of a number: put"
                    + " histogram_quantile(…), histogram_avg(…) or histogram_count(…) around it.");
        }
        double value = points.get(0).value();
        return Double.isFinite(value)
                ? new Measurement.Value<>(value)
                : new Measurement.Missing<>("The query gave %s, which is no finite number%s."
                        .formatted(text(value), Double.isNaN(value) ? ": does it divide by zero?" : ""));
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
}
