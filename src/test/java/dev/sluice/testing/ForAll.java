package dev.sluice.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Properties over random values. A failure tells the value and the seed; {@code -Dsluice.seed=N} repeats the run.
 *
 * <pre>{@code forAll(1000, random -> random.nextInt(100), weight -> assertThat(clamp(weight)).isBetween(0, 99));}</pre>
 */
public final class ForAll {

    private static final String SEED_PROPERTY = "sluice.seed";

    private ForAll() {}

    /** Checks the property on {@code runs} values, each from a source of chance of its own. */
    public static <T> void forAll(int runs, Function<RandomGenerator, T> values, Consumer<T> property) {
        forAll(seed(System.nanoTime()), runs, values, property);
    }

    /** The same, with a seed that only the system property overrides: for properties that hold with some probability. */
    public static <T> void forAll(long fixedSeed, int runs, Function<RandomGenerator, T> values, Consumer<T> property) {
        for (int run = 0; run < runs; run++) {
            T value = values.apply(random(fixedSeed, run));
            try {
                property.accept(value);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "fails in run %d of %d for %s; repeat with -D%s=%d%n%s"
                                .formatted(run, runs, value, SEED_PROPERTY, fixedSeed, e.getMessage()),
                        e);
            }
        }
    }

    /** The seed of this test run: the system property if set, else {@code otherwise}. */
    public static long seed(long otherwise) {
        return Long.getLong(SEED_PROPERTY, otherwise);
    }

    /** The source of chance of one run: independent of the others, whatever they draw. */
    public static RandomGenerator random(long seed, int run) {
        SplittableRandom parent = new SplittableRandom(seed * 1_000_003L + run);
        return parent.split();
    }
}
