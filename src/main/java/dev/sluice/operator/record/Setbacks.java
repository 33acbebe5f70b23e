package dev.sluice.operator.record;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Passes that a port has cut short, in a row, by the policy's UID: when to try again, and whether to tell. Kept in memory
 * only, because another process may well get through.
 */
public final class Setbacks {

    private static final Duration FIRST = Duration.ofMillis(500);

    /** What was refused stays refused until somebody changes something. */
    private static final Duration FIRST_AFTER_REFUSAL = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** Conflicts and restarts of the API server pass by sooner. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<String, Row> rows = new ConcurrentHashMap<>();

    private record Row(
            Instant since, Duration delay, @Nullable String told) {}

    /**
     * What follows on a setback.
     *
     * @param delay when to try again
     * @param isTold whether people should know
     * @param isNews whether they don't know it yet
     */
    public record Setback(Duration delay, boolean isTold, boolean isNews) {}

    public Setback note(String policy, PortException failure, Instant now) {
        Row before = rows.get(policy);
        Instant since = before == null ? now : before.since();
        Duration delay = delayAfter(failure.kind(), before);
        boolean isTold = failure.kind() != Kind.TRANSIENT || !now.isBefore(since.plus(PATIENCE));
        String message = String.valueOf(failure.getMessage());
        String told = before == null ? null : before.told();
        rows.put(policy, new Row(since, delay, isTold ? message : told));
        return new Setback(delay, isTold, isTold && !message.equals(told));
    }

    private static Duration delayAfter(Kind kind, @Nullable Row before) {
        Duration first = kind == Kind.REJECTED ? FIRST_AFTER_REFUSAL : FIRST;
        Duration doubled = before == null ? first : before.delay().multipliedBy(2);
        Duration delay = doubled.compareTo(first) < 0 ? first : doubled;
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** Forgets a policy: a pass came through, or the policy is gone. */
    public void over(String policy) {
        rows.remove(policy);
    }
}
