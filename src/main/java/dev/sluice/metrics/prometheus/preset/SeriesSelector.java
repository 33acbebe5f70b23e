package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.metrics.prometheus.preset.Preset.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the queries of a preset for a release. */
public final class SeriesSelector {
    /** The label in which the answer for several windows says which. */
    public static final String WINDOW = "sluice_window";

    private final Preset preset;
    private final MetricTarget target;

    public SeriesSelector(Preset preset, MetricTarget target) {
        this.preset = preset;
        this.target = target;
    }

    /** Raw samples of the requests of all arms; a range, since {@code rate()} would round and extrapolate. */
    public String samples(Duration window) {
        return requests() + range(window);
    }

    /** The same together with the buckets of a histogram that a comparison at some edges needs, in one query. */
    public String samples(Duration window, Histogram histogram, List<Duration> edges) {
        String le = edges.stream()
                .map(edge -> BucketEdge.pattern(edge, histogram.secondsPerUnit()))
                .collect(Collectors.joining("|", "le=~\"|\\\\+Inf|", "\","));
        return "{__name__=~\"" + preset.requests() + "|" + histogram.buckets() + "\"," + le
                + matchers(preset.selector(), ReleaseNames.ofAll(target)).substring(1) + range(window);
    }

    /** Raw samples of a native histogram of all arms. */
    public String natives(Duration window, Histogram histogram) {
        return histogram.metric() + matchers(preset.selector(), ReleaseNames.ofAll(target)) + range(window);
    }

    /** The requests of all arms, as they stand. */
    public String requests() {
        return preset.requests() + matchers(preset.selector(), ReleaseNames.ofAll(target));
    }

    /** The time below which so many per cent of an arm's requests were answered. */
    public String latency(Histogram histogram, LatencyQuery query) {
        return "histogram_quantile(%s, sum by (le) (%s))"
                .formatted(query.percentile() / 100, increase(buckets(histogram, query.arm()), query.window()));
    }

    /** What fell into the buckets of the stable version's histogram, up to each edge. */
    public String profile(Histogram histogram, Duration window) {
        return "sum by (le) (%s)".formatted(increase(buckets(histogram, Arm.STABLE), window));
    }

    /** The stable version's native histogram. */
    public String nativeProfile(Histogram histogram, Duration window) {
        String stable = histogram.metric() + matchers(preset.selector(), ReleaseNames.of(target, Arm.STABLE));
        return "sum(%s)".formatted(increase(stable, window));
    }

    /** The requests of all arms by their codes, over each window. */
    public String service(List<Duration> windows) {
        return windows.stream()
                .map(window -> "label_replace(%s, \"%s\", \"%d\", \"\", \"\")"
                        .formatted(byCodes(requests(), window), WINDOW, window.toSeconds()))
                .collect(Collectors.joining(" or "));
    }

    /** The requests of everything else in the namespace by their codes. */
    public String neighbours(Duration window) {
        return byCodes(preset.requests() + matchers(preset.neighbours(), ReleaseNames.ofAll(target)), window);
    }

    private String byCodes(String selector, Duration window) {
        String codes = Stream.concat(preset.codes().http().stream(), preset.codes().grpc().stream())
                .collect(Collectors.joining(","));
        return "sum by (%s) (%s)".formatted(codes, increase(selector, window));
    }

    private String buckets(Histogram histogram, Arm arm) {
        return histogram.buckets() + matchers(preset.selector(), ReleaseNames.of(target, arm));
    }

    private static String increase(String selector, Duration window) {
        return "increase(%s)".formatted(selector + range(window));
    }

    private static String matchers(List<LabelPattern> patterns, ReleaseNames names) {
        return patterns.stream()
                .map(pattern ->
                        pattern.label() + (pattern.isMatch() ? "=~\"" : "!~\"") + escaped(names.fill(pattern)) + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String range(Duration window) {
        return String.format(Locale.ROOT, "[%ds]", Math.max(1, window.toSeconds()));
    }
}
