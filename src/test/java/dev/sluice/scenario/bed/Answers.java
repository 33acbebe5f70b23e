package dev.sluice.scenario.bed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a client got back.
 *
 * @param total all its requests
 * @param versions the same by the version that answered; {@link #NOBODY} where no version did
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Answers(Tally total, Map<String, Tally> versions) {

    /** Requests that no pod answered: refused, timed out, or answered by the proxy itself. */
    public static final String NOBODY = "-";

    private static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0);

    public Answers {
        versions = Map.copyOf(versions);
    }

    public Tally of(String version) {
        return versions.getOrDefault(version, NONE);
    }

    public int failures() {
        return total.failures();
    }

    /** Failed requests that this version answered; for an app that fails by itself these are its own errors. */
    public int failuresOf(String version) {
        return of(version).failures();
    }

    /** Failed requests other than those this version answered: what is left is not the version's own doing. */
    public int failuresBeyond(String version) {
        return failures() - failuresOf(version);
    }

    @Override
    public String toString() {
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining("; "));
    }

    /** Requests by how they ended. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Tally(
            int total,
            int ok,
            @JsonProperty("err_5xx") int serverErrors,
            @JsonProperty("other_status") int otherStatus,
            int timeouts,
            @JsonProperty("connection_errors") int connectionErrors,
            int dropped) {

        public int failures() {
            return total - ok;
        }

        @Override
        public String toString() {
            if (failures() == 0) {
                return total + " ok";
            }
            return "%d, failed %d (5xx %d, other %d, timeout %d, connection %d, dropped %d)"
                    .formatted(total, failures(), serverErrors, otherStatus, timeouts, connectionErrors, dropped);
        }
    }
}
