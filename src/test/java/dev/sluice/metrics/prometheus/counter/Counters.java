package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes counters down as tables; times are seconds after {@link #START}. */
final class Counters {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final List<CounterSeries> series = new ArrayList<>();
    private final String target;

    private Counters(String target) {
        this.target = target;
    }

    static Counters of(String target) {
        return new Counters(target);
    }

    static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    static Cell cell(double end, String stratum, long... counts) {
        return new Cell(at(end), stratum, counts[0], counts[1], counts[2], counts[3]);
    }

    /** Pairs of time and total. */
    Counters candidate(double... samples) {
        return add(Arm.CANDIDATE, false, samples);
    }

    Counters candidateErrors(double... samples) {
        return add(Arm.CANDIDATE, true, samples);
    }

    Counters stable(double... samples) {
        return add(Arm.STABLE, false, samples);
    }

    Counters stableErrors(double... samples) {
        return add(Arm.STABLE, true, samples);
    }

    Counters and(Counters other) {
        series.addAll(other.series);
        return this;
    }

    List<CounterSeries> series() {
        return List.copyOf(series);
    }

    private Counters add(Arm arm, boolean failed, double... samples) {
        List<Sample> list = new ArrayList<>();
        for (int i = 0; i < samples.length; i += 2) {
            list.add(new Sample(at(samples[i]), (long) samples[i + 1]));
        }
        series.add(new CounterSeries(target, arm, failed, list));
        return this;
    }
}
