package dev.sluice.sim.workload;

import java.time.Duration;

/**
 * What a pod shows at one moment.
 *
 * @param restarts how often its container has been restarted so far
 */
record PodStep(Kind kind, int restarts) {

    enum Kind {
        STARTING,
        READY,
        CRASHING,
        IMAGE_MISSING,
        DRAINING
    }

    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    static PodStep of(PodSettings.Start start, Duration age) {
        if (start.imageMissing()) {
            return new PodStep(Kind.IMAGE_MISSING, 0);
        }
        if (start.crashes()) {
            return new PodStep(Kind.CRASHING, restartsAt(age));
        }
        boolean up =
                start.readyAfter().filter(after -> age.compareTo(after) >= 0).isPresent();
        return new PodStep(up && !start.unready() ? Kind.READY : Kind.STARTING, 0);
    }

    /** A kubelet's back-off: the first restart comes at once, the next ones 10, 20, 40 … seconds apart. */
    private static int restartsAt(Duration age) {
        Duration next = Duration.ofSeconds(10);
        Duration wait = next;
        int restarts = 1;
        while (next.compareTo(age) <= 0) {
            restarts++;
            wait = wait.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait.multipliedBy(2);
            next = next.plus(wait);
        }
        return restarts;
    }

    boolean isReady() {
        return kind == Kind.READY;
    }
}
