package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a simulated pod behaves: env variables of its first container, each of which an annotation {@code
 * podsim.sluice.dev/NAME} on the pod overrides while it runs. The real-cluster test bed reads the same names. A value
 * that can't be read counts as absent, as a typo in a demo must not stop the world.
 *
 * @param version {@code VERSION}, else the image's tag
 * @param drain {@code DRAIN}: how long a deleted pod goes on to serve
 */
public record PodSettings(String version, Errors errors, Latency latency, Start start, Duration drain) {

    public static final String ANNOTATION_PREFIX = "podsim.sluice.dev/";

    /**
     * Which requests fail.
     *
     * @param rate {@code ERROR_RATE}: share of requests, 0 to 1
     * @param code {@code ERROR_CODE}: their HTTP status
     * @param lateAfter {@code FAIL_AFTER}: this long after Ready the late rate applies
     * @param lateRate {@code ERROR_RATE_LATE}
     */
    public record Errors(double rate, int code, Optional<Duration> lateAfter, double lateRate) {

        /** The share of requests that fail this long after the pod became ready. */
        public double rateAt(Duration sinceReady) {
            return lateAfter.filter(after -> sinceReady.compareTo(after) >= 0).isPresent() ? lateRate : rate;
        }
    }

    /**
     * How long answers take: log-normal, and a share of them longer still.
     *
     * @param medianMillis {@code LATENCY_MS}
     * @param sigma {@code LATENCY_SIGMA}
     * @param slowRate {@code SLOW_RATE}
     * @param slowMillis {@code SLOW_MS}: what a slow answer takes in addition
     */
    public record Latency(double medianMillis, double sigma, double slowRate, double slowMillis) {}

    /**
     * How the pod comes up.
     *
     * @param readyAfter {@code READY_AFTER}; empty for {@code never}
     * @param unready {@code UNREADY}: serves, but is not ready
     * @param crashes {@code CRASH}: restarts for ever
     * @param imageMissing the image's tag is {@code missing}
     */
    public record Start(Optional<Duration> readyAfter, boolean unready, boolean crashes, boolean imageMissing) {}

    public static PodSettings of(Pod pod) {
        Map<String, String> raw = new HashMap<>();
        Container first = pod.getSpec().getContainers().get(0);
        for (EnvVar variable : first.getEnv()) {
            if (variable.getValue() != null) {
                raw.put(variable.getName(), variable.getValue());
            }
        }
        Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of()).forEach((name, value) -> {
            if (name.startsWith(ANNOTATION_PREFIX)) {
                raw.put(name.substring(ANNOTATION_PREFIX.length()), value);
            }
        });
        return new Reader(raw).read(Optional.ofNullable(first.getImage()).orElse(""));
    }

    private record Reader(Map<String, String> raw) {

        PodSettings read(String image) {
            String tag = tagOf(image);
            double rate = number("ERROR_RATE", 0);
            Optional<Duration> readyAfter = text("READY_AFTER").equals("never")
                    ? Optional.empty()
                    : Optional.of(duration("READY_AFTER").orElse(Duration.ofMillis(500)));
            return new PodSettings(
                    raw.getOrDefault("VERSION", tag),
                    new Errors(
                            rate,
                            (int) number("ERROR_CODE", 500),
                            duration("FAIL_AFTER"),
                            number("ERROR_RATE_LATE", rate)),
                    new Latency(
                            number("LATENCY_MS", 5),
                            number("LATENCY_SIGMA", 0.3),
                            number("SLOW_RATE", 0),
                            number("SLOW_MS", 1_000)),
                    new Start(readyAfter, isTrue("UNREADY"), isTrue("CRASH"), tag.equals("missing")),
                    duration("DRAIN").orElse(Duration.ofSeconds(1)));
        }

        private static String tagOf(String image) {
            int colon = image.lastIndexOf(':');
            return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "latest";
        }

        private String text(String name) {
            return raw.getOrDefault(name, "");
        }

        private boolean isTrue(String name) {
            return text(name).equals("true");
        }

        private double number(String name, double otherwise) {
            try {
                return Double.parseDouble(text(name));
            } catch (NumberFormatException unreadable) {
                return otherwise;
            }
        }

        private Optional<Duration> duration(String name) {
            try {
                return Optional.of(GoDuration.parse(text(name)));
            } catch (IllegalArgumentException unreadable) {
                return Optional.empty();
            }
        }
    }
}
