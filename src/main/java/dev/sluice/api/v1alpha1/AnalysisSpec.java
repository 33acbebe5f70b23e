package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schema of {@code spec.analysis}. */
@ValidationRule(
        value = "!has(self.prometheus) || !has(self.prometheus.interval)"
                + " || duration(self.prometheus.interval) < duration(self.noDataLimit)",
        message = "prometheus.interval must be shorter than noDataLimit")
@ValidationRule(
        value = "self.baseline != 'fresh' || has(self.latency)"
                + " || (has(self.metrics) && self.metrics.exists(x, has(x.compare) || has(x.template)))",
        message = "baseline fresh goes with latency or with a metric that is compared")
public final class AnalysisSpec {

    @JsonPropertyDescription("Where requests are counted.")
    public @Nullable PrometheusSpec prometheus;

    @JsonPropertyDescription("How much worse than the serving version the new one may be.")
    public @Nullable Errors errors;

    @JsonPropertyDescription(
            "Compares the share of slow requests too. Absent: latency is not judged. {}: at durations taken from the "
                    + "serving version's histogram before the release.")
    public @Nullable Latency latency;

    @Size(min = 1, max = 20)
    @ValidationRule(
            value = "self.all(x, self.exists_one(y, y.name == x.name))",
            message = "each metric needs a name of its own")
    @JsonPropertyDescription("Metrics of the team's own, each asked by a query for either version.")
    public @Nullable List<MetricSpec> metrics;

    @Default("serving")
    @JsonPropertyDescription(
            "Which pods of the serving version latency and metrics are compared with. serving: those that serve. fresh: a copy, "
                    + "NAME-baseline, as many and as young as the candidate's, that runs as long as the release.")
    public @Nullable Baseline baseline;

    @JsonPropertyDescription(
            "For services with too few requests to judge by: Sluice sends GETs of its own to both versions alike, and "
                    + "counts the answers.")
    public @Nullable Quiet quiet;

    @JsonPropertyDescription(
            "Fixed limits. Required with pace {every: …}; with pace evidence they are a guard besides the "
                    + "comparison.")
    public @Nullable Thresholds thresholds;

    @Default("5m")
    @Size(max = 20)
    @Pattern(Text.DURATION)
    @ValidationRule(
            value = "duration(self) >= duration('10s') && duration(self) <= duration('24h')",
            message = "must be from 10s to 24h")
    @JsonPropertyDescription(
            "How long a release holds its weight without samples; then traffic goes back and it pauses.")
    public @Nullable String noDataLimit;

    /** Margins of the comparison. */
    public static final class Errors {

        @Default("1.25")
        @Min(1)
        @Max(10)
        @JsonPropertyDescription(
                "The new version's error rate may be this many times the serving one's, plus maxIncrease.")
        public @Nullable Double maxRatio;

        @Size(max = 20)
        @Pattern(Text.PERCENT)
        @ValidationRule(
                value = "double(self.replace('%', '')) >= 0.0 && double(self.replace('%', '')) <= 50.0",
                message = "must be from 0% to 50%")
        @JsonPropertyDescription(
                "Points of error rate allowed on top, from 0% to 50%. By default 0.1%, or what the objective leaves where "
                        + "that is more.")
        public @Nullable String maxIncrease;

        @Default("0.25%")
        @Size(max = 20)
        @Pattern(Text.PERCENT)
        @ValidationRule(
                value = "double(self.replace('%', '')) >= 0.001 && double(self.replace('%', '')) <= 50.0",
                message = "must be from 0.001% to 50%")
        @JsonPropertyDescription("Share of all requests that a step up may put at risk, from 0.001% to 50%. Smaller is "
                + "slower and safer.")
        public @Nullable String harmBudget;

        @Size(max = 20)
        @Pattern(Text.PERCENT)
        @ValidationRule(
                value = "double(self.replace('%', '')) >= 50.0 && double(self.replace('%', '')) <= 99.999",
                message = "must be from 50% to 99.999%")
        @JsonPropertyDescription(
                "Share of requests that must succeed (SLO), from 50% to 99.999%, such as 99.9%. The new version may never fail "
                        + "more often than it leaves, whatever the serving one does; and while the whole service uses up "
                        + "what it leaves too fast, releases hold.")
        public @Nullable String objective;

        @Size(min = 1, max = 20)
        @JsonPropertyDescription(
                "HTTP statuses that count as failures: numbers or classes, such as [5xx, 429, 499]. 5xx by "
                        + "default. A request without an answer is one always.")
        public @Nullable List<IntOrString> failures;

        @Size(min = 1, max = 20)
        @JsonPropertyDescription(
                "gRPC statuses that count as failures: numbers or names, such as [UNAVAILABLE, 13]. By "
                        + "default UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE and DATA_LOSS.")
        public @Nullable List<IntOrString> grpcFailures;

        @Size(min = 1, max = 63)
        @Pattern(Text.IDENTIFIER)
        @JsonPropertyDescription(
                "Label of the counters that names the route of a request. Each route is then compared with itself.")
        public @Nullable String route;
    }

    /** The comparison of latencies. */
    public static final class Latency {

        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('1ms') && duration(self) <= duration('10m')",
                message = "must be from 1ms to 10m")
        @JsonPropertyDescription(
                "What the percentile may be at most (SLO). It is one of the durations compared at; the others come from "
                        + "the serving version's histogram.")
        public @Nullable String objective;

        @Default("99")
        @Min(value = 0, inclusive = false)
        @Max(value = 100, inclusive = false)
        @JsonPropertyDescription("Which percentile the objective is about, above 0 and below 100.")
        public @Nullable Double percentile;

        @Default("1.25")
        @Min(1)
        @Max(10)
        @JsonPropertyDescription(
                "The new version's share of slow requests may be this many times the serving one's, plus a small allowance.")
        public @Nullable Double maxRatio;

        @Default("1m")
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('0s') && duration(self) <= duration('1h')",
                message = "must be from 0s to 1h")
        @JsonPropertyDescription("So long after a candidate pod is ready its latency doesn't count.")
        public @Nullable String warmUp;
    }

    /** What the candidate is compared with. */
    public enum Baseline {
        @JsonProperty("serving")
        SERVING,
        @JsonProperty("fresh")
        FRESH
    }

    /** Requests of Sluice's own. */
    public static final class Quiet {

        @Required
        @Size(min = 1, max = 200)
        @Pattern(Text.PATH)
        @JsonPropertyDescription("Path of the requests. Choose one that does no harm and uses what users use.")
        public @Nullable String path;

        @Default("2")
        @Min(0.1)
        @Max(10)
        @JsonPropertyDescription("How many each version gets a second.")
        public @Nullable Double perSecond;

        @JsonPropertyDescription("Number or name of the Service's port. By default its first one.")
        public @Nullable IntOrString port;
    }

    /** Fixed limits. */
    @ValidationRule(value = "has(self.errorRate) || has(self.latency)", message = "write errorRate, latency or both")
    public static final class Thresholds {

        @Size(max = 20)
        @Pattern(Text.PERCENT)
        @ValidationRule(
                value = "double(self.replace('%', '')) >= 0.0 && double(self.replace('%', '')) <= 99.0",
                message = "must be from 0% to 99%")
        @JsonPropertyDescription(
                "Greatest share of the new version's requests that may fail, from 0% to 99%. Not checked when absent.")
        public @Nullable String errorRate;

        @JsonPropertyDescription("Greatest latency of the new version. Not checked when absent.")
        public @Nullable LatencyLimit latency;

        @Default("1m")
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('5s') && duration(self) <= duration('1h')",
                message = "must be from 5s to 1h")
        @JsonPropertyDescription("How far each check looks back, and how long it is to the next.")
        public @Nullable String window;

        @Default("3")
        @Min(1)
        @Max(100)
        @JsonPropertyDescription(
                "So many failed checks, in sum over the release, take it back. A check of fewer than 10 requests counts neither way.")
        public @Nullable Integer failures;
    }

    /** A latency limit. */
    public static final class LatencyLimit {

        @Default("99")
        @Min(value = 0, inclusive = false)
        @Max(value = 100, inclusive = false)
        @JsonPropertyDescription("Which percentile, above 0 and below 100.")
        public @Nullable Double percentile;

        @Required
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('1ms') && duration(self) <= duration('10m')",
                message = "must be from 1ms to 10m")
        @JsonPropertyDescription("Its greatest value.")
        public @Nullable String max;
    }

    /** Sets of counters. */
    public enum Preset {
        @JsonProperty("istio")
        ISTIO,
        @JsonProperty("istio-server")
        ISTIO_SERVER,
        @JsonProperty("envoy")
        ENVOY,
        @JsonProperty("http")
        HTTP
    }

    /** The Prometheus. */
    @ValidationRule(
            value = "!has(self.address) || !self.address.startsWith('http://') || !self.insecureSkipVerify",
            message = "insecureSkipVerify is about certificates; an http address has none")
    public static final class PrometheusSpec {

        @Size(min = 8, max = 2048)
        @Pattern("^https?://[^/?#@]+(/[^?#]*)?$")
        @JsonPropertyDescription("Base URL of the Prometheus API. The operator's configuration sets the default, "
                + "http://prometheus.monitoring:9090 if nothing else.")
        public @Nullable String address;

        @Default("istio")
        @JsonPropertyDescription(
                "Which counters. istio: istio_requests_total of the calling proxies. istio-server: the same of "
                        + "the called proxies. envoy: cluster counters of any Envoy. http: http_requests_total of the pods themselves.")
        public @Nullable Preset preset;

        @Size(min = 1, max = 253)
        @Pattern(Text.OBJECT)
        @JsonPropertyDescription(
                "Secret with credentials, in the policy's namespace. Keys: token, or username and password; "
                        + "ca.crt for a private certificate authority. Not one of type kubernetes.io/service-account-token.")
        public @Nullable String secret;

        @Default("false")
        @JsonPropertyDescription("Take the server's certificate unchecked.")
        public @Nullable Boolean insecureSkipVerify;

        @Default("10s")
        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('100ms') && duration(self) <= duration('1m')",
                message = "must be from 100ms to 1m")
        @JsonPropertyDescription("Time limit of one query.")
        public @Nullable String timeout;

        @Size(max = 20)
        @Pattern(Text.DURATION)
        @ValidationRule(
                value = "duration(self) >= duration('1s') && duration(self) <= duration('5m')",
                message = "must be from 1s to 5m")
        @JsonPropertyDescription(
                "Time between looks. By default Sluice follows the scrape interval that the samples show.")
        public @Nullable String interval;
    }
}
