package dev.sluice.metrics.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the query API of Prometheus answered: {@code vector} (a point a series) or {@code matrix} (many).
 *
 * @param error what Prometheus says is wrong; empty when the query succeeded
 */
record ApiAnswer(String error, String resultType, List<Series> series) {
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    /** The last second of the year 9999. */
    private static final double LATEST = 253_402_300_799.0;

    ApiAnswer {
        series = List.copyOf(series);
    }

    /** A series of the answer; a scalar is one without labels. */
    record Series(Map<String, String> labels, List<Point> points) {
        Series {
            labels = Map.copyOf(labels);
            points = List.copyOf(points);
        }
    }

    /** @param value may be NaN or infinite */
    record Point(Instant at, double value) {}

    /**
     * Reads an answer series by series, since it can be large.
     *
     * @throws IOException if it isn't JSON or not such an answer; the message quotes none of it
     */
    static ApiAnswer read(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new Reading(parser).answer();
        }
    }

    /** The series of several answers; one that is in more than one of them has the points of all. */
    static List<Series> joined(List<Series> parts) {
        Map<Map<String, String>, List<Point>> points = new LinkedHashMap<>();
        parts.forEach(part -> points.computeIfAbsent(part.labels(), labels -> new ArrayList<>())
                .addAll(part.points()));
        return points.entrySet().stream()
                .map(entry -> new Series(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static final class Reading {
        private final JsonParser parser;
        private String status = "";
        private String error = "";
        private String resultType = "";
        private final List<Series> series = new ArrayList<>();

        Reading(JsonParser parser) {
            this.parser = parser;
        }

        ApiAnswer answer() throws IOException {
            require(parser.nextToken() == JsonToken.START_OBJECT, "not an object");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "status" -> status = parser.getValueAsString("");
                    case "error" -> error = parser.getValueAsString("");
                    case "data" -> readResult(value);
                    default -> parser.skipChildren();
                }
            }
            if (status.equals("success")) {
                require(!resultType.isEmpty(), "no resultType");
                return new ApiAnswer("", resultType, series);
            }
            require(status.equals("error"), "no status");
            return new ApiAnswer(error.isEmpty() ? "no reason given" : error, resultType, series);
        }

        private void readResult(JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken token = parser.nextToken();
                if (field.equals("resultType")) {
                    resultType = parser.getValueAsString("");
                } else if (field.equals("result") && token == JsonToken.START_ARRAY) {
                    readSeries();
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void readSeries() throws IOException {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                require(parser.currentToken() != null, "it ends within the result");
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    series.add(series(JSON.readTree(parser)));
                } else if (resultType.equals("scalar") && parser.currentToken().isNumeric()) {
                    Instant at = time(parser.getDoubleValue());
                    parser.nextToken();
                    series.add(new Series(Map.of(), List.of(new Point(at, number(parser.getText())))));
                } else {
                    parser.skipChildren();
                }
            }
        }

        private static Series series(JsonNode node) throws IOException {
            Map<String, String> labels = new HashMap<>();
            node.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            List<Point> points = new ArrayList<>();
            if (node.has("value")) {
                points.add(point(node.get("value")));
            }
            for (JsonNode value : node.path("values")) {
                points.add(point(value));
            }
            return new Series(labels, points);
        }

        private static Point point(JsonNode pair) throws IOException {
            require(pair.isArray() && pair.size() == 2 && pair.get(0).isNumber(), "a sample is no [time, value]");
            return new Point(time(pair.get(0).asDouble()), number(pair.get(1).asText()));
        }

        /** Times that no clock shows would break the arithmetic of durations. */
        private static Instant time(double seconds) throws IOException {
            require(seconds >= 0 && seconds <= LATEST, "a sample is of no time");
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        }

        private static double number(String text) throws IOException {
            try {
                return switch (text) {
                    case "+Inf" -> Double.POSITIVE_INFINITY;
                    case "-Inf" -> Double.NEGATIVE_INFINITY;
                    default -> Double.parseDouble(text);
                };
            } catch (NumberFormatException e) {
                throw new IOException("a sample is no number", e);
            }
        }

        private static void require(boolean condition, String otherwise) throws IOException {
            if (!condition) {
                throw new IOException(otherwise);
            }
        }
    }
}
