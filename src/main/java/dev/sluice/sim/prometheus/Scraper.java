package dev.sluice.sim.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Samples its targets at an interval. A pause leaves a gap, as an outage of Prometheus does. */
public final class Scraper {

    private static final Duration KEPT = Duration.ofHours(2);

    private final Duration interval;
    private final List<MetricsTarget> targets;
    private final SampleStore store;
    private Instant next = Instant.EPOCH;
    private volatile boolean paused;

    public Scraper(Duration interval, List<MetricsTarget> targets) {
        this.interval = interval;
        this.targets = List.copyOf(targets);
        this.store = new SampleStore((int) Math.max(1, KEPT.toMillis() / interval.toMillis()));
    }

    public void tick(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        boolean behind = next.isBefore(now.minus(interval));
        next = (behind ? now : next).plus(interval); // on a fixed beat, as ticks come a little late
        if (paused) {
            return;
        }
        for (MetricsTarget target : targets) {
            target.collect((labels, value) -> store.add(labels, now, value));
            store.add(Labels.of("up", Map.of("instance", target.instance(), "job", "mesh")), now, 1);
        }
    }

    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
    }

    SampleStore samples() {
        return store;
    }
}
