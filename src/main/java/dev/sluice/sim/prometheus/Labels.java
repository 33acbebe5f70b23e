package dev.sluice.sim.prometheus;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The identity of a series: its labels by name, the metric's name among them as {@code __name__}. */
public record Labels(SortedMap<String, String> values) {

    static final String NAME = "__name__";

    public Labels {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Labels of(String name, Map<String, String> others) {
        SortedMap<String, String> values = new TreeMap<>(others);
        values.put(NAME, name);
        return new Labels(values);
    }

    public Labels with(String label, String value) {
        SortedMap<String, String> more = new TreeMap<>(values);
        more.put(label, value);
        return new Labels(more);
    }

    /** An absent label is an empty one, as Prometheus sees it. */
    public String get(String label) {
        return values.getOrDefault(label, "");
    }
}
