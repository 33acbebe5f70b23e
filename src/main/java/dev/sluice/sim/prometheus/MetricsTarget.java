package dev.sluice.sim.prometheus;

import java.util.function.ObjDoubleConsumer;

/** Something that can be scraped. */
public interface MetricsTarget {

    /** The value of the label {@code instance} of its series, and of its {@code up}. */
    String instance();

    /** Hands over the present value of each of its series, the label {@code instance} included. */
    void collect(ObjDoubleConsumer<Labels> sink);
}
