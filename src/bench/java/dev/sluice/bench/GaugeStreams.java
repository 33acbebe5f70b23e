package dev.sluice.bench;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A pair of gauges to try a comparison on: an hour of history, then two hours of looks, ten seconds apart. */
final class GaugeStreams {

    static final int SECONDS = 10;
    static final int LOOKS = 720;
    private static final int HISTORY = 360;
    private static final int LENGTH = HISTORY + LOOKS;

    private final double[] candidate;
    private final double[] stable;
    private final double[] history;

    private GaugeStreams(double[] candidate, double[] stable, double[] history) {
        this.candidate = candidate;
        this.stable = stable;
        this.history = history;
    }

    /** Values of the candidate at the looks. */
    double[] candidate() {
        return candidate;
    }

    /** Values of stable at the looks. */
    double[] stable() {
        return stable;
    }

    /** Values of stable in the hour before. */
    double[] history() {
        return history;
    }

    /** How the two arms stray. Noise is relative to the level, which both share. */
    enum Kind {
        IID_5("independent noise, 5 %"),
        IID_15("independent noise, 15 %"),
        IID_30("independent noise, 30 %"),
        EXPONENTIAL("exponential values (a queue's waiting time)"),
        FEW("counts of 0.5 on average"),
        SOME("counts of 3 on average"),
        AR_5_05("AR(1) 0.5, 5 %"),
        AR_5_09("AR(1) 0.9, 5 %"),
        AR_5_099("AR(1) 0.99, 5 %"),
        AR_15_09("AR(1) 0.9, 15 %"),
        AR_15_099("AR(1) 0.99, 15 %"),
        DRIFT("common drift of +50 % an hour, noise 5 %"),
        JUMPS("common jumps each ten minutes, noise 5 %"),
        WAVE("daily wave of 50 %, noise 5 %"),
        WALK_05("random walk, 0.05 % a look"),
        WALK_1("random walk, 0.1 % a look"),
        WALK_2("random walk, 0.2 % a look"),
        WALK_4("random walk, 0.4 % a look"),
        NOISY_CANDIDATE("candidate's pod is the noisy one (60 %, 0.5)"),
        NOISY_STABLE("one of nine stable pods is noisy (60 %, 0.5)");

        final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** One run. {@code effect} multiplies the candidate's value at a look. */
    static GaugeStreams of(Kind kind, long seed, int run, IntToDoubleFunction effect) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003L + run).split();
        double[] level = level(kind, random);
        double[] candidate = arm(kind, random, 1);
        double[] stable = arm(kind, random, 9);
        double start = kind.name().startsWith("WALK") ? candidate[HISTORY] / stable[HISTORY] : 1;
        return new GaugeStreams(
                IntStream.range(0, LOOKS)
                        .mapToDouble(k -> candidate[HISTORY + k] * level[HISTORY + k] / start * effect.applyAsDouble(k))
                        .toArray(),
                IntStream.range(HISTORY, LENGTH)
                        .mapToDouble(k -> stable[k] * level[k])
                        .toArray(),
                IntStream.range(0, HISTORY)
                        .mapToDouble(k -> stable[k] * level[k])
                        .toArray());
    }

    private static double[] level(Kind kind, RandomGenerator random) {
        double phase = random.nextDouble() * 2 * Math.PI;
        double[] level = new double[LENGTH];
        double present = 100;
        for (int k = 0; k < LENGTH; k++) {
            present = switch (kind) {
                case DRIFT -> 100 * (1 + 0.5 * k / 360);
                case WAVE -> 100 * (1 + 0.5 * Math.sin(phase + 2 * Math.PI * k / 8640));
                case JUMPS -> random.nextInt(60) == 0 ? 50 + 150 * random.nextDouble() : present;
                case FEW, SOME -> 1;
                default -> present;
            };
            level[k] = present;
        }
        return level;
    }

    private static double[] arm(Kind kind, RandomGenerator random, int pods) {
        DoubleSupplier values = switch (kind) {
            case IID_15 -> noise(random, 0.15, 0);
            case IID_30 -> noise(random, 0.3, 0);
            case EXPONENTIAL -> () -> -Math.log1p(-random.nextDouble());
            case FEW -> () -> poisson(random, 0.5);
            case SOME -> () -> poisson(random, 3);
            case AR_5_05 -> noise(random, 0.05, 0.5);
            case AR_5_09 -> noise(random, 0.05, 0.9);
            case AR_5_099 -> noise(random, 0.05, 0.99);
            case AR_15_09 -> noise(random, 0.15, 0.9);
            case AR_15_099 -> noise(random, 0.15, 0.99);
            case WALK_05 -> walk(random, 0.0005);
            case WALK_1 -> walk(random, 0.001);
            case WALK_2 -> walk(random, 0.002);
            case WALK_4 -> walk(random, 0.004);
            case NOISY_CANDIDATE -> pods == 1 ? noise(random, 0.6, 0.5) : mean(random, pods, 0.15);
            case NOISY_STABLE -> pods == 1 ? noise(random, 0.15, 0.5) : mean(random, pods, 0.6);
            default -> noise(random, 0.05, 0);
        };
        return DoubleStream.generate(values).limit(LENGTH).toArray();
    }

    /** Log-normal around 1, first-order autoregressive. */
    private static DoubleSupplier noise(RandomGenerator random, double deviation, double memory) {
        double[] state = {deviation * random.nextGaussian()};
        return () -> {
            state[0] = memory * state[0] + deviation * Math.sqrt(1 - memory * memory) * random.nextGaussian();
            return Math.exp(state[0]);
        };
    }

    private static DoubleSupplier walk(RandomGenerator random, double step) {
        double[] state = {0};
        return () -> Math.exp(state[0] += step * random.nextGaussian());
    }

    /** Of several pods, the first as noisy as told. */
    private static DoubleSupplier mean(RandomGenerator random, int pods, double first) {
        DoubleSupplier[] each = new DoubleSupplier[pods];
        for (int i = 0; i < pods; i++) {
            each[i] = noise(random, i == 0 ? first : 0.15, 0.5);
        }
        return () -> {
            double sum = 0;
            for (DoubleSupplier pod : each) {
                sum += pod.getAsDouble();
            }
            return sum / pods;
        };
    }

    private static double poisson(RandomGenerator random, double mean) {
        double left = random.nextDouble();
        double density = Math.exp(-mean);
        int count = 0;
        while (left > density && count < 100) {
            left -= density;
            count++;
            density *= mean / count;
        }
        return count;
    }
}
