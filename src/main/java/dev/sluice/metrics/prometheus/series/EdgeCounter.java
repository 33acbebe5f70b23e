package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import dev.sluice.metrics.prometheus.counter.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits what a histogram counted at an edge into two counters that only rise. Both are of one process, so a restart
 * shows in either of them; told apart, the one that had soon caught up would seem to have gone on.
 */
final class EdgeCounter {
    private final CounterSeries counter;
    private final Faults faults;
    private final List<Sample> fast = new ArrayList<>();
    private final List<Sample> slow = new ArrayList<>();
    private double total = Double.NaN;
    private double upToEdge = Double.NaN;
    private long fastSum;
    private long slowSum;

    EdgeCounter(CounterSeries counter, Faults faults) {
        this.counter = counter;
        this.faults = faults;
    }

    /** What the histogram stood at, in order of time. */
    void add(Instant at, double newTotal, double newUpToEdge) {
        boolean isPossible =
                Faults.isCount(newTotal, total) && Faults.isCount(newUpToEdge, upToEdge) && newUpToEdge <= newTotal;
        if (!isPossible) {
            faults.add(counter.target(), at);
            return;
        }
        boolean isOn = newTotal >= total && newUpToEdge >= upToEdge && newTotal - newUpToEdge >= total - upToEdge;
        fastSum += (long) (isOn ? newUpToEdge - upToEdge : newUpToEdge);
        slowSum += (long) (isOn ? newTotal - newUpToEdge - (total - upToEdge) : newTotal - newUpToEdge);
        total = newTotal;
        upToEdge = newUpToEdge;
        fast.add(new Sample(at, fastSum));
        slow.add(new Sample(at, slowSum));
    }

    List<CounterSeries> counters(Duration edge) {
        return List.of(counter(edge, false, fast), counter(edge, true, slow));
    }

    private CounterSeries counter(Duration edge, boolean isSlow, List<Sample> samples) {
        return new CounterSeries(
                counter.target(), counter.pod(), counter.route(), counter.arm(), edge, isSlow, samples);
    }
}
