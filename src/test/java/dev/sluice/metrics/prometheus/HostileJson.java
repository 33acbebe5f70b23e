package dev.sluice.metrics.prometheus;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers that no Prometheus should give: of the right words in the wrong places, cut off, or full of odd numbers. */
final class HostileJson {

    private static final List<String> WORDS = List.of(
            "status",
            "success",
            "error",
            "data",
            "resultType",
            "result",
            "metric",
            "value",
            "values",
            "histogram",
            "histograms",
            "buckets",
            "count",
            "sum",
            "matrix",
            "vector",
            "scalar",
            "string",
            "le",
            "__name__");

    private static final List<String> NUMBERS = List.of(
            "NaN",
            "+Inf",
            "-Inf",
            "-1",
            "-0",
            "0",
            "0.5",
            "1e300",
            "1e17",
            "9007199254740993",
            "1e-300",
            "Infinity",
            "1e9",
            "1e400");

    private static final List<String> NO_NUMBERS = List.of("", "many", "1,5");

    private static final List<String> TIMES = List.of("1772366405.5", "0", "1e-9", "1772366490", "1e11");

    private static final List<String> NO_TIMES = List.of("-1", "1e300", "\"1772366400\"", "null", "[]");

    private static final List<String> NAMES = List.of(
            "istio_requests_total",
            "istio_request_duration_milliseconds_bucket",
            "istio_request_duration_milliseconds",
            "up");

    private final RandomGenerator random;

    /** Whether the answer can be read, and is odd only in what it says. */
    private final boolean isReadable;

    HostileJson(RandomGenerator random) {
        this.random = random;
        this.isReadable = random.nextInt(3) > 0;
    }

    /** Anything. */
    String body() {
        if (isReadable) {
            return answer();
        }
        String body = switch (random.nextInt(4)) {
            case 0 -> tree(6);
            case 1 -> "{\"status\":\"success\",\"data\":" + tree(4) + "}";
            default -> answer();
        };
        return random.nextInt(5) == 0 ? body.substring(0, random.nextInt(body.length() + 1)) : body;
    }

    /** An answer that has the form of one. */
    private String answer() {
        String series = IntStream.range(0, random.nextInt(20))
                .mapToObj(index -> series())
                .collect(Collectors.joining(","));
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[%s]}}"
                .formatted(
                        one(
                                isReadable
                                        ? List.of("matrix", "matrix", "matrix", "vector", "scalar")
                                        : List.of("matrix", "string", "")),
                        series);
    }

    private String series() {
        String arm = one(List.of("checkout", "checkout-canary", "checkout-baseline", "unknown"));
        String labels =
                "{\"__name__\":\"%s\",\"reporter\":\"source\",\"instance\":\"a:1\",\"destination_workload\":\"%s\",\"destination_service\":\"%s.shop\",\"response_code\":%s,\"le\":\"%s\"}"
                        .formatted(
                                one(NAMES),
                                arm,
                                arm,
                                one(List.of("\"200\"", "\"200\"", "\"503\"", "\"503\"", "0", "[]", "\"\"")),
                                one(edges()));
        return switch (random.nextInt(isReadable ? 9 : 5)) {
            case 0 -> "{\"metric\":" + labels + ",\"value\":" + sample() + "}";
            case 1 -> "{\"metric\":" + labels + ",\"histograms\":" + list(this::histogram) + "}";
            case 2 -> "{\"metric\":" + tree(2) + ",\"values\":" + (isReadable ? "[]" : tree(3)) + "}";
            default -> "{\"metric\":" + labels + ",\"values\":" + list(this::sample) + "}";
        };
    }

    private List<String> edges() {
        return List.of("", "", "+Inf", "+Inf", "250", "250.0", "100", "nothing", "NaN");
    }

    private String sample() {
        return "[" + time() + ",\"" + number() + "\"]";
    }

    /** Mostly usable, in no order and often the same. */
    private String time() {
        if (random.nextInt(12) > 0) {
            return Long.toString(1_772_366_400 + 5 * random.nextInt(12));
        }
        return one(isReadable ? TIMES : NO_TIMES);
    }

    private String number() {
        if (random.nextInt(8) > 0) {
            return Integer.toString(random.nextInt(100));
        }
        return one(isReadable ? NUMBERS : NO_NUMBERS);
    }

    private String histogram() {
        String buckets = list(() -> "[0,\"%s\",\"%s\",\"%s\"]".formatted(number(), number(), number()));
        return "[%s,{\"count\":\"%s\",\"sum\":\"%s\",\"buckets\":%s}]".formatted(time(), number(), number(), buckets);
    }

    private String list(Supplier<String> element) {
        return Stream.generate(element).limit(random.nextInt(10)).collect(Collectors.joining(",", "[", "]"));
    }

    private String tree(int depth) {
        return switch (depth == 0 ? random.nextInt(4) : random.nextInt(8)) {
            case 0 -> one(NO_TIMES);
            case 1 -> "\"" + one(NUMBERS) + "\"";
            case 2 -> "\"" + one(WORDS) + "\"";
            case 3 -> one(List.of("null", "true", "-1", "[]", "{}"));
            case 4, 5 -> list(() -> tree(depth - 1));
            default ->
                Stream.generate(() -> "\"" + one(WORDS) + "\":" + tree(depth - 1))
                        .limit(random.nextInt(6))
                        .collect(Collectors.joining(",", "{", "}"));
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
