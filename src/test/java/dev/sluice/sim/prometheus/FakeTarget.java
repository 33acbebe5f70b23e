package dev.sluice.sim.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;

/** A target whose values a test sets. */
final class FakeTarget implements MetricsTarget {

    private final Map<Labels, Double> values = new LinkedHashMap<>();

    void set(String name, Map<String, String> labels, double value) {
        values.put(Labels.of(name, labels), value);
    }

    @Override
    public String instance() {
        return "fake";
    }

    @Override
    public void collect(ObjDoubleConsumer<Labels> sink) {
        values.forEach(sink::accept);
    }
}
