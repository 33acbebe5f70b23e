package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Nearest;
import dev.sluice.api.text.Wording;
import dev.sluice.core.metric.Counting;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.policy.ErrorsPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code spec.analysis.errors}.
 *
 * @param plan how they are judged
 * @param counting what counts as one
 */
record ErrorsReader(ErrorsPlan plan, Counting counting) {
    private static final Bounds<BigDecimal> MAX_RATIOS = Bounds.numbers("1", "10");
    private static final Bounds<BigDecimal> MAX_INCREASES = Bounds.percents("0", "50");
    private static final Bounds<BigDecimal> HARM_BUDGETS = Bounds.percents("0.001", "50");
    private static final Bounds<BigDecimal> OBJECTIVES = Bounds.percents("50", "99.999");
    private static final double MAX_INCREASE = 0.001;
    private static final int MOST_CODES = 20;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern HTTP = Pattern.compile("[345](?:xx|[0-9]{2})");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** In the order of their numbers, from 0. */
    private static final List<String> GRPC = List.of(
            "OK",
            "CANCELLED",
            "UNKNOWN",
            "INVALID_ARGUMENT",
            "DEADLINE_EXCEEDED",
            "NOT_FOUND",
            "ALREADY_EXISTS",
            "PERMISSION_DENIED",
            "RESOURCE_EXHAUSTED",
            "FAILED_PRECONDITION",
            "ABORTED",
            "OUT_OF_RANGE",
            "UNIMPLEMENTED",
            "INTERNAL",
            "UNAVAILABLE",
            "DATA_LOSS",
            "UNAUTHENTICATED");

    static ErrorsReader read(Section errors) {
        Double objective = errors.percent("objective", OBJECTIVES);
        ErrorsPlan plan = new ErrorsPlan(
                errors.number("maxRatio", MAX_RATIOS, 1.25),
                errors.percent("maxIncrease", MAX_INCREASES, maxIncrease(objective)),
                errors.percent("harmBudget", HARM_BUDGETS, 0.0025),
                objective);
        FailureCodes codes = new FailureCodes(http(errors), grpc(errors));
        String route = errors.text("route", "", ErrorsReader::checkLabel);
        return new ErrorsReader(plan, new Counting(codes, route.isEmpty() ? null : route));
    }

    /** A service that may fail more often than the usual margin need not be judged by it (judge.md 4.5). */
    private static double maxIncrease(@Nullable Double objective) {
        return objective == null
                ? MAX_INCREASE
                : BigDecimal.ONE
                        .subtract(BigDecimal.valueOf(objective))
                        .max(BigDecimal.valueOf(MAX_INCREASE))
                        .doubleValue();
    }

    private static List<String> http(Section errors) {
        String remedy = "write statuses from 300 to 599, or classes such as 5xx";
        List<String> codes = codes(errors, "failures", remedy, ErrorsReader::http);
        return codes.isEmpty() ? FailureCodes.DEFAULT.http() : codes;
    }

    private static Optional<String> http(JsonNode code) {
        return HTTP.matcher(code.asText()).matches() ? Optional.of(code.asText()) : Optional.empty();
    }

    private static List<Integer> grpc(Section errors) {
        String remedy = "write numbers from 1 to 16, or names such as UNAVAILABLE";
        List<Integer> codes = codes(errors, "grpcFailures", remedy, ErrorsReader::grpc);
        return codes.isEmpty() ? FailureCodes.DEFAULT.grpc() : codes;
    }

    private static Optional<Integer> grpc(JsonNode code) {
        int number = code.isIntegralNumber() ? code.intValue() : GRPC.indexOf(code.asText());
        return number >= 1 && number < GRPC.size() ? Optional.of(number) : Optional.empty();
    }

    private static <T> List<T> codes(
            Section errors, String name, String remedy, Function<JsonNode, Optional<T>> reading) {
        List<T> codes = new ArrayList<>();
        List<JsonNode> elements = errors.elements(name, MOST_CODES, "statuses", remedy);
        for (int i = 0; i < elements.size(); i++) {
            JsonNode element = elements.get(i);
            String at = name + "[" + i + "]";
            Optional<T> code = element.isValueNode() ? reading.apply(element) : Optional.empty();
            if (code.isEmpty()) {
                errors.fault(
                        at,
                        Wording.is(element) + ", not a status of a failure",
                        Nearest.to(element.asText(), GRPC)
                                .filter(near -> name.startsWith("grpc"))
                                .map(near -> "did you mean " + near + "?")
                                .orElse(remedy));
            } else if (codes.contains(code.get())) {
                errors.fault(at, Wording.is(element) + " and there twice", "remove one");
            } else {
                codes.add(code.get());
            }
        }
        return codes;
    }

    private static Optional<Fault> checkLabel(String label) {
        return LABEL.matcher(label).matches() && label.length() <= LONGEST_LABEL
                ? Optional.empty()
                : Optional.of(new Fault(
                        Wording.quote(label) + " cannot be a label's name",
                        "write at most " + LONGEST_LABEL + " letters, digits and _, no digit first"));
    }
}
