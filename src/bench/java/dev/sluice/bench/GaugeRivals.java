package dev.sluice.bench;

import dev.sluice.core.judge.gauge.Steadiness;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** The comparisons of gauges that were tried and not taken, each as the look at which it comes to 100:1, or -1. */
enum GaugeRivals {
    SIGN_EACH_LOOK("sign, each look") {
        @Override
        int alarm(GaugeStreams streams) {
            return coin(streams, 1);
        }
    },
    SIGN_HALF_MINUTE("sign, 30 s blocks") {
        @Override
        int alarm(GaugeStreams streams) {
            return coin(streams, 3);
        }
    },
    SIGN_CORRELATION("sign, blocks of 2 correlation times") {
        @Override
        int alarm(GaugeStreams streams) {
            Steadiness steadiness = Steadiness.of(
                    Arrays.stream(streams.history()).boxed().toList(), Duration.ofSeconds(GaugeStreams.SECONDS));
            double looks = 2 * steadiness.correlationSeconds() / GaugeStreams.SECONDS;
            return coin(streams, (int) Math.max(3, Math.min(60, Math.round(looks))));
        }
    },
    CLIPPED_EACH_LOOK("clipped value, each look") {
        @Override
        int alarm(GaugeStreams streams) {
            return clipped(streams, 1);
        }
    },
    CLIPPED_HALF_MINUTE("clipped value, 30 s blocks") {
        @Override
        int alarm(GaugeStreams streams) {
            return clipped(streams, 3);
        }
    },
    RANKS("ranks, 3 against 3") {
        @Override
        int alarm(GaugeStreams streams) {
            return ranks(streams);
        }
    };

    private static final double TOLERANCE = 0.1;
    private static final double ALARM = 100;
    private static final double[] SHARES = {0.75, 0.9, 0.98};
    private static final double[] STAKES = {0.2, 0.5, 0.9};

    /** Under exchangeability all three of one arm beat all three of the other once in twenty times. */
    private static final double ALL_ABOVE = 1 / 20.0;

    final String label;

    GaugeRivals(String label) {
        this.label = label;
    }

    abstract int alarm(GaugeStreams streams);

    private static int coin(GaugeStreams streams, int length) {
        Mixture mixture = new Mixture();
        for (int from = 0; from + length <= GaugeStreams.LOOKS; from += length) {
            int beyond = 0;
            for (int k = from; k < from + length; k++) {
                beyond += excess(streams, k) > 0 ? 1 : 0;
            }
            boolean isBeyond = 2 * beyond > length;
            if (mixture.bet(i -> 2 * (isBeyond ? SHARES[i] : 1 - SHARES[i])) >= ALARM) {
                return from + length;
            }
        }
        return -1;
    }

    /** Waudby-Smith and Ramdas: the mean of the excess, in tolerances and cut off at one, is not above 0. */
    private static int clipped(GaugeStreams streams, int length) {
        Mixture mixture = new Mixture();
        for (int from = 0; from + length <= GaugeStreams.LOOKS; from += length) {
            double sum = 0;
            for (int k = from; k < from + length; k++) {
                double unit = TOLERANCE * Math.abs(streams.stable()[k]) + Double.MIN_NORMAL;
                sum += Math.max(-1, Math.min(1, excess(streams, k) / unit));
            }
            double mean = sum / length;
            if (mixture.bet(i -> 1 + STAKES[i] * mean) >= ALARM) {
                return from + length;
            }
        }
        return -1;
    }

    private static int ranks(GaugeStreams streams) {
        Mixture mixture = new Mixture();
        for (int from = 0; from + 3 <= GaugeStreams.LOOKS; from += 3) {
            double least =
                    Arrays.stream(streams.candidate(), from, from + 3).min().orElseThrow();
            double most = Arrays.stream(streams.stable(), from, from + 3).max().orElseThrow();
            boolean isAbove = least > most + TOLERANCE * Math.abs(most);
            if (mixture.bet(i -> isAbove ? SHARES[i] / ALL_ABOVE : (1 - SHARES[i]) / (1 - ALL_ABOVE)) >= ALARM) {
                return from + 3;
            }
        }
        return -1;
    }

    private static double excess(GaugeStreams streams, int k) {
        return streams.candidate()[k] - streams.stable()[k] - TOLERANCE * Math.abs(streams.stable()[k]);
    }

    /** Three bets, and an onset as the chosen process has it. */
    private static final class Mixture {
        private final double[] wealth = new double[3];
        private double unspent = 1;
        private long bets;

        double bet(IntToDoubleFunction likelihood) {
            bets++;
            double left = 0.5 * 60 / (bets - 1 + 60);
            double sum = 0;
            for (int i = 0; i < wealth.length; i++) {
                wealth[i] = (wealth[i] + unspent - left) * likelihood.applyAsDouble(i);
                sum += wealth[i];
            }
            unspent = left;
            return sum / wealth.length + unspent;
        }
    }
}
