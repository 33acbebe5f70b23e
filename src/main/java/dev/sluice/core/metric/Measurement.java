package dev.sluice.core.metric;

import java.util.function.Function;

/** An answer of a metric source: a value, no data, or a failure to ask. None of the last two says good or bad. */
public sealed interface Measurement<T> {

    /** Does one of three things, by what was answered. */
    <R> R fold(Function<T, R> value, Function<String, R> missing, Function<String, R> failed);

    /** The source answered with data. */
    record Value<T>(T value) implements Measurement<T> {
        @Override
        public <R> R fold(Function<T, R> value, Function<String, R> missing, Function<String, R> failed) {
            return value.apply(this.value);
        }
    }

    /** The source answered, but it has no such series or no finite number. {@code reason} says which. */
    record Missing<T>(String reason) implements Measurement<T> {
        @Override
        public <R> R fold(Function<T, R> value, Function<String, R> missing, Function<String, R> failed) {
            return missing.apply(reason);
        }
    }

    /** The source could not be asked. {@code reason} names the address and what happened; never a secret. */
    record Failed<T>(String reason) implements Measurement<T> {
        @Override
        public <R> R fold(Function<T, R> value, Function<String, R> missing, Function<String, R> failed) {
            return failed.apply(reason);
        }
    }
}
