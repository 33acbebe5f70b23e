package dev.sluice.sim.prometheus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** How several values become one. */
enum Aggregation {
    SUM,
    COUNT,
    MIN,
    MAX,
    AVG;

    static Optional<Aggregation> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    double of(DoubleStream values) {
        return switch (this) {
            case SUM -> values.sum();
            case COUNT -> values.count();
            case MIN -> values.min().orElse(Double.NaN);
            case MAX -> values.max().orElse(Double.NaN);
            case AVG -> values.average().orElse(Double.NaN);
        };
    }
}
