package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.query.ApiAnswer;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Histogram;
import dev.sluice.metrics.prometheus.query.ApiAnswer.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the series of one or several answers in order. */
public final class Joining {
    private final TreeMap<Instant, Point> points = new TreeMap<>();
    private final TreeMap<Instant, Histogram> histograms = new TreeMap<>();

    private Joining() {}

    /**
     * Each set of labels once, with its samples in order of time, none twice. Two that contradict each other become one
     * that is no number: nobody knows which is right.
     */
    public static List<ApiAnswer.Series> of(List<ApiAnswer.Series> parts) {
        Map<Map<String, String>, Joining> joined = new LinkedHashMap<>();
        parts.forEach(part ->
                joined.computeIfAbsent(part.labels(), labels -> new Joining()).add(part));
        List<ApiAnswer.Series> result = new ArrayList<>();
        joined.forEach((labels, joining) -> result.add(new ApiAnswer.Series(
                labels,
                joining.points.values().stream().toList(),
                joining.histograms.values().stream().toList())));
        return result;
    }

    private void add(ApiAnswer.Series part) {
        part.points().forEach(point -> points.merge(point.at(), point, Joining::agreed));
        part.histograms().forEach(histogram -> histograms.merge(histogram.at(), histogram, Joining::agreed));
    }

    private static Point agreed(Point one, Point other) {
        return one.equals(other) ? one : new Point(one.at(), Double.NaN);
    }

    private static Histogram agreed(Histogram one, Histogram other) {
        return one.equals(other) ? one : new Histogram(one.at(), Double.NaN, List.of());
    }
}
