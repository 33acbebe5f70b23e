package dev.sluice.metrics.prometheus.query;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the query API of Prometheus answered.
 *
 * @param error what Prometheus says is wrong; empty when the query succeeded
 * @param resultType {@code vector} (a point a series), {@code matrix} (many), {@code scalar} or {@code string}
 */
public record ApiAnswer(String error, String resultType, List<Series> series) {

    public ApiAnswer {
        series = List.copyOf(series);
    }

    /**
     * A series of the answer; a scalar is one without labels.
     *
     * @param points its samples that are numbers
     * @param histograms its samples that are native histograms
     */
    public record Series(Map<String, String> labels, List<Point> points, List<Histogram> histograms) {
        public Series {
            labels = Map.copyOf(labels);
            points = List.copyOf(points);
            histograms = List.copyOf(histograms);
        }

        /** The value of a label; an absent one is empty, as Prometheus sees it. */
        public String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /**
     * A number at a time.
     *
     * @param value may be NaN or infinite
     */
    public record Point(Instant at, double value) {}

    /**
     * A native histogram.
     *
     * @param count how much was observed in all
     * @param buckets those in which something was observed
     */
    public record Histogram(Instant at, double count, List<Bucket> buckets) {
        public Histogram {
            buckets = List.copyOf(buckets);
        }

        /** How much fell into a bucket; what is observed as NaN falls into none. */
        public double inBuckets() {
            return buckets.stream().mapToDouble(Bucket::count).sum();
        }
    }

    /**
     * A bucket of a native histogram.
     *
     * @param count how much was observed above {@code lower} and up to {@code upper}
     */
    public record Bucket(double lower, double upper, double count) {}

    /**
     * Reads an answer series by series, since it can be large.
     *
     * @throws IOException if it isn't JSON or not such an answer; the message quotes none of it
     */
    static ApiAnswer read(byte[] body) throws IOException {
        return AnswerReader.read(body);
    }
}
