package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import java.util.List;

/**
 * What an answer was found to count.
 *
 * @param remarks what it should and doesn't, and why: a sentence each
 */
public record Readout(List<CounterSeries> series, List<String> remarks) {
    public Readout {
        series = List.copyOf(series);
        remarks = List.copyOf(remarks);
    }
}
