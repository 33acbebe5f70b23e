package dev.sluice.sim.prometheus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** How several values become one. */
enum Aggregation {
    SUM(DoubleStream::sum),
    COUNT(DoubleStream::count),
    MIN(values -> values.min().orElse(Double.NaN)),
    MAX(values -> values.max().orElse(Double.NaN)),
    AVG(values -> values.average().orElse(Double.NaN));

    private final ToDoubleFunction<DoubleStream> of;

    Aggregation(ToDoubleFunction<DoubleStream> of) {
        this.of = of;
    }

    static Optional<Aggregation> named(String name) {
        return Arrays.stream(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    double of(DoubleStream values) {
        return of.applyAsDouble(values);
    }
}
