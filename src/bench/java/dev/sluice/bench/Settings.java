package dev.sluice.bench;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How much is simulated.
 *
 * @param streams simulated streams a row
 * @param seed of all chance
 * @param suites names of those to run
 */
record Settings(int streams, long seed, Set<String> suites) {

    static final List<String> SUITES = List.of("null", "harm", "late", "rollout", "dispersion", "latency", "ablation");

    private static final int QUICK = 500;
    private static final int DEFAULT = 10_000;
    private static final long SEED = 20240607;

    /** Reads {@code [--quick] [--streams N] [--seed N] [SUITE…]}. */
    static Settings read(List<String> words) {
        int streams = words.contains("--quick") ? QUICK : DEFAULT;
        long seed = SEED;
        Set<String> suites = new TreeSet<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--quick" -> {}
                case "--streams" -> streams = Integer.parseInt(words.get(++i));
                case "--seed" -> seed = Long.parseLong(words.get(++i));
                default -> suites.add(words.get(i));
            }
        }
        if (!SUITES.containsAll(suites)) {
            throw new IllegalArgumentException("suites are " + SUITES + ", options --quick, --streams N, --seed N");
        }
        return new Settings(streams, seed, suites.isEmpty() ? Set.copyOf(SUITES) : suites);
    }

    /** A fifth of the streams, for rows whose streams are long. */
    Settings fewer() {
        return new Settings(Math.max(1, streams / 5), seed, suites);
    }

    /** What comes of each stream, each with chance of its own. */
    <T> List<T> runs(BiFunction<RandomGenerator, Integer, T> stream) {
        IntFunction<T> one = run -> stream.apply(random(run), run);
        return IntStream.range(0, streams).parallel().mapToObj(one).toList();
    }

    private RandomGenerator random(int run) {
        return new SplittableRandom(seed * 1_000_003L + run).split();
    }
}
