package dev.sluice.metrics.prometheus.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Bucket;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Histogram;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Point;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what the query API answers, whatever that is. */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactory());

    /** The last second of the year 9999: later times break the arithmetic of durations. */
    private static final double LATEST = 253_402_300_799.0;

    private static final int PARTS_OF_A_BUCKET = 4;

    private final JsonParser parser;
    private final List<Series> series = new ArrayList<>();
    private String status = "";
    private String error = "";
    private String resultType = "";

    private AnswerReader(JsonParser parser) {
        this.parser = parser;
    }

    static ApiAnswer read(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new AnswerReader(parser).answer();
        }
    }

    private ApiAnswer answer() throws IOException {
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
            JsonToken token = parser.currentToken();
            require(token != null, "it ends within the result");
            if (token == JsonToken.START_OBJECT) {
                series.add(series(JSON.readTree(parser)));
            } else if (resultType.equals("scalar") && token.isNumeric()) {
                series.add(scalar());
            } else {
                parser.skipChildren();
            }
        }
    }

    private Series scalar() throws IOException {
        Instant at = time(parser.getDoubleValue());
        parser.nextToken();
        return new Series(Map.of(), List.of(new Point(at, number(parser.getValueAsString("")))), List.of());
    }

    private static Series series(JsonNode node) throws IOException {
        Map<String, String> labels = new HashMap<>();
        node.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<Point> points = new ArrayList<>();
        for (JsonNode pair : samples(node, "value", "values")) {
            points.add(new Point(time(pair), number(pair.path(1).asText())));
        }
        List<Histogram> histograms = new ArrayList<>();
        for (JsonNode pair : samples(node, "histogram", "histograms")) {
            histograms.add(histogram(time(pair), pair.path(1)));
        }
        return new Series(labels, points, histograms);
    }

    private static List<JsonNode> samples(JsonNode series, String one, String many) {
        List<JsonNode> found = new ArrayList<>();
        if (series.has(one)) {
            found.add(series.get(one));
        }
        series.path(many).forEach(found::add);
        return found;
    }

    private static Histogram histogram(Instant at, JsonNode node) throws IOException {
        List<Bucket> buckets = new ArrayList<>();
        for (JsonNode bucket : node.path("buckets")) {
            require(bucket.isArray() && bucket.size() == PARTS_OF_A_BUCKET, "a bucket is no [rule, from, to, count]");
            buckets.add(new Bucket(
                    number(bucket.get(1).asText()),
                    number(bucket.get(2).asText()),
                    number(bucket.get(3).asText())));
        }
        return new Histogram(at, number(node.path("count").asText()), buckets);
    }

    private static Instant time(JsonNode pair) throws IOException {
        require(pair.isArray() && pair.size() == 2 && pair.get(0).isNumber(), "a sample is no [time, value]");
        return time(pair.get(0).asDouble());
    }

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
