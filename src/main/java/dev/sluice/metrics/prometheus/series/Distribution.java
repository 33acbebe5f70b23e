package dev.sluice.metrics.prometheus.series;

import dev.sluice.metrics.prometheus.counter.CounterSeries;
import java.time.Duration;
import java.util.List;

/** The histogram of one set of labels over time. */
interface Distribution {

    /** What its requests are counted as, without samples. */
    CounterSeries counter();

    /** Whether it can be told exactly how many requests took longer than this, at each of its samples. */
    boolean hasEdge(Duration edge, double secondsPerUnit);

    /** Counters of the requests above and up to an edge that it has. */
    List<CounterSeries> at(Duration edge, double secondsPerUnit, Faults faults);
}
