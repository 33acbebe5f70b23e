package dev.sluice.operator.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the passes leave behind for the health checks: which run, and how the metric sources answered. */
public final class Pulse {

    private final Clock clock;
    private final Map<String, Instant> running = new ConcurrentHashMap<>();
    private final Map<String, String> sources = new ConcurrentHashMap<>();

    public Pulse(Clock clock) {
        this.clock = clock;
    }

    public void began(String policy) {
        running.put(policy, clock.instant());
    }

    public void ended(String policy) {
        running.remove(policy);
    }

    /**
     * How a metric source answered last.
     *
     * @param problem empty if it answered
     */
    public void answered(String address, String problem) {
        sources.put(address, problem.isEmpty() ? "answers" : problem);
    }

    /** The policy whose pass has been running for longer than this. */
    Optional<String> stuckFor(Duration limit) {
        Instant before = clock.instant().minus(limit);
        return running.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(before))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Map<String, String> sources() {
        return new TreeMap<>(sources);
    }
}
