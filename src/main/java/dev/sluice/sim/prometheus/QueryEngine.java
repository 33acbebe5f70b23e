package dev.sluice.sim.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers queries in the form of Prometheus' HTTP API. */
final class QueryEngine {

    static final Duration LOOKBACK = Duration.ofMinutes(5);

    private final SampleStore samples;

    QueryEngine(SampleStore samples) {
        this.samples = samples;
    }

    /** The answer to an instant query, evaluated at a time. */
    ObjectNode query(String text, Instant time) {
        return ExpressionParser.isExpression(text) ? computed(text, time) : selected(text, time);
    }

    private ObjectNode computed(String text, Instant time) {
        ObjectNode answer = Json.newObject().put("status", "success");
        ArrayNode result = answer.putObject("data").put("resultType", "vector").putArray("result");
        ExpressionParser.parse(text)
                .at(samples, time)
                .forEach(element -> point(
                        metric(result, element.labels()).putArray("value"), time.toEpochMilli(), element.value()));
        return answer;
    }

    private ObjectNode selected(String text, Instant time) {
        SeriesQuery query = SeriesQuery.parse(text);
        Instant until = time.minus(query.offset());
        ObjectNode answer = Json.newObject().put("status", "success");
        ObjectNode data = answer.putObject("data");
        boolean isRange = query.range().isPresent();
        data.put("resultType", isRange ? "matrix" : "vector");
        ArrayNode result = data.putArray("result");
        long after = until.minus(query.range().orElse(LOOKBACK)).toEpochMilli();
        samples.forEach(query.matchers(), (labels, series) -> {
            if (isRange) {
                matrix(result, labels, series.between(after, until.toEpochMilli()));
            } else {
                series.latest(after, until.toEpochMilli())
                        .ifPresent(sample ->
                                point(metric(result, labels).putArray("value"), time.toEpochMilli(), sample.value()));
            }
        });
        return answer;
    }

    private static void matrix(ArrayNode result, Labels labels, List<Series.Sample> found) {
        if (!found.isEmpty()) {
            ArrayNode values = metric(result, labels).putArray("values");
            found.forEach(sample -> point(values.addArray(), sample.millis(), sample.value()));
        }
    }

    private static ObjectNode metric(ArrayNode result, Labels labels) {
        ObjectNode one = result.addObject();
        ObjectNode metric = one.putObject("metric");
        labels.values().forEach(metric::put);
        return one;
    }

    private static void point(ArrayNode pair, long millis, double value) {
        pair.add(DecimalNode.valueOf(BigDecimal.valueOf(millis, 3))).add(format(value));
    }

    static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
