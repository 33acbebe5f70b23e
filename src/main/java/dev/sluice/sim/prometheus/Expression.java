package dev.sluice.sim.prometheus;

import java.time.Instant;
import java.util.List;

/** Something that has a value for each of a number of sets of labels, at a time. */
@FunctionalInterface
interface Expression {

    List<Element> at(SampleStore samples, Instant time);

    /** A value and its labels. */
    record Element(Labels labels, double value) {}
}
