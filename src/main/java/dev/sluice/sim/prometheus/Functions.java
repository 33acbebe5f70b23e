package dev.sluice.sim.prometheus;

import dev.sluice.sim.prometheus.Expression.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Prometheus computes, as it does: extrapolation and all. */
final class Functions {
    private static final String LE = "le";

    /** So many mean distances of samples a range may begin before its first sample and still be extrapolated to. */
    private static final double FARTHEST = 1.1;

    private Functions() {}

    static Expression latest(SeriesQuery selector) {
        return (samples, time) -> {
            long until = time.minus(selector.offset()).toEpochMilli();
            long after = until - QueryEngine.LOOKBACK.toMillis();
            List<Element> found = new ArrayList<>();
            samples.forEach(
                    selector.matchers(),
                    (labels, series) -> series.latest(after, until)
                            .ifPresent(sample -> found.add(new Element(labels, sample.value()))));
            return found;
        };
    }

    /** Each of the left, and those of the right whose labels the left doesn't have. */
    static Expression union(Expression left, Expression right) {
        return (samples, time) -> Stream.concat(left.at(samples, time).stream(), right.at(samples, time).stream())
                .collect(Collectors.toMap(Element::labels, one -> one, (one, other) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    static Expression labelled(Expression over, String label, String value) {
        return (samples, time) -> over.at(samples, time).stream()
                .map(element -> new Element(element.labels().with(label, value), element.value()))
                .toList();
    }

    static Expression aggregate(Aggregation how, List<String> by, Expression over) {
        return (samples, time) -> {
            Map<Labels, List<Element>> groups = over.at(samples, time).stream()
                    .collect(Collectors.groupingBy(
                            element -> kept(element.labels(), by), LinkedHashMap::new, Collectors.toList()));
            List<Element> result = new ArrayList<>();
            groups.forEach((labels, group) ->
                    result.add(new Element(labels, how.of(group.stream().mapToDouble(Element::value)))));
            return result;
        };
    }

    private static Labels kept(Labels labels, List<String> names) {
        SortedMap<String, String> kept = new TreeMap<>(labels.values());
        kept.keySet().retainAll(names);
        return new Labels(kept);
    }

    private static Labels without(Labels labels, String name) {
        SortedMap<String, String> others = new TreeMap<>(labels.values());
        others.remove(name);
        return new Labels(others);
    }

    /**
     * What a counter added in a range, extrapolated to its ends.
     *
     * @see <a href="https://github.com/prometheus/prometheus/blob/main/promql/functions.go">extrapolatedRate</a>
     */
    static Expression increase(SeriesQuery selector, Duration range, boolean isPerSecond) {
        return (samples, time) -> {
            Instant until = time.minus(selector.offset());
            long from = until.minus(range).toEpochMilli();
            List<Element> found = new ArrayList<>();
            samples.forEach(selector.matchers(), (labels, series) -> {
                List<Series.Sample> between = series.between(from, until.toEpochMilli());
                if (between.size() > 1) {
                    double increase = extrapolated(between, from, until.toEpochMilli());
                    found.add(new Element(
                            without(labels, Labels.NAME), isPerSecond ? increase / range.toMillis() * 1000 : increase));
                }
            });
            return found;
        };
    }

    private static double extrapolated(List<Series.Sample> samples, long from, long until) {
        Series.Sample first = samples.get(0);
        Series.Sample last = samples.get(samples.size() - 1);
        double added = last.value() - first.value();
        for (int i = 1; i < samples.size(); i++) {
            double before = samples.get(i - 1).value();
            added += samples.get(i).value() < before ? before : 0;
        }
        double sampled = last.millis() - first.millis();
        double mean = sampled / (samples.size() - 1);
        double toStart = first.millis() - from < mean * FARTHEST ? first.millis() - from : mean / 2;
        double toZero = added > 0 ? sampled * first.value() / added : toStart;
        double toEnd = until - last.millis() < mean * FARTHEST ? until - last.millis() : mean / 2;
        return added * (sampled + Math.min(toStart, toZero) + toEnd) / sampled;
    }

    /** The value below which a share of a histogram's observations lie, evenly spread within its bucket. */
    static Expression quantile(double quantile, Expression buckets) {
        return (samples, time) -> {
            Map<Labels, List<Element>> groups = buckets.at(samples, time).stream()
                    .collect(Collectors.groupingBy(
                            bucket -> without(without(bucket.labels(), LE), Labels.NAME),
                            LinkedHashMap::new,
                            Collectors.toList()));
            List<Element> result = new ArrayList<>();
            groups.forEach((labels, group) -> result.add(new Element(labels, quantile(quantile, group))));
            return result;
        };
    }

    private static double quantile(double quantile, List<Element> group) {
        List<Element> buckets =
                group.stream().sorted(Comparator.comparing(Functions::edge)).toList();
        Element all = buckets.get(buckets.size() - 1);
        if (Double.isFinite(edge(all)) || all.value() == 0 || buckets.size() < 2) {
            return Double.NaN;
        }
        double rank = quantile * all.value();
        double below = 0;
        double from = 0;
        for (Element bucket : buckets) {
            if (bucket.value() >= rank) {
                boolean isLast = bucket.equals(all) || bucket.value() == below;
                return isLast ? from : from + (edge(bucket) - from) * (rank - below) / (bucket.value() - below);
            }
            below = bucket.value();
            from = edge(bucket);
        }
        return from;
    }

    private static double edge(Element bucket) {
        String le = bucket.labels().get(LE);
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }
}
