package dev.sluice.core.judge.dispersion;

import java.util.List;

/**
 * How much more the errors of a healthy service scatter than independent requests would: the dispersion phi, estimated by
 * moments from the history of the stable version, never from the candidate.
 *
 * <p>Pearson's chi-square over blocks of consecutive cells, at block lengths of 1, 3 and 12 cells; phi = max(1, (20 + sum
 * chi2) / (20 + sum df)), and the largest of the three counts. The 20 keep a short history from claiming much.
 */
public final class Dispersion {

    /** Beyond this a history isn't noisy but broken, and dividing by it would blind the judge. */
    public static final double LARGEST = 30;

    private static final int[] BLOCK_LENGTHS = {1, 3, 12};
    private static final double PRIOR = 20;

    /** Adjacent cells are compared in pairs: the shorter the block, the less a drift of the whole looks like scatter. */
    private static final int NEIGHBOURS = 2;

    private Dispersion() {}

    /**
     * One cell of history.
     *
     * @param requests requests in the interval
     * @param errors how many of them failed
     */
    public record Sample(long requests, long errors) {

        static final Sample NONE = new Sample(0, 0);

        public Sample {
            if (requests < 0 || errors < 0 || errors > requests) {
                throw new IllegalArgumentException("%d errors of %d requests".formatted(errors, requests));
            }
        }

        Sample plus(Sample other) {
            return new Sample(sum(requests, other.requests), sum(errors, other.errors));
        }

        /** What is left of a sum without one of its terms. */
        Sample minus(Sample term) {
            long left = Math.max(0, requests - term.requests);
            return new Sample(left, Math.min(left, Math.max(0, errors - term.errors)));
        }

        /** Of two counts; stops at the largest there is. */
        private static long sum(long one, long other) {
            return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
        }
    }

    /**
     * The history of one unit: a pod, or a stratum.
     *
     * @param name what it is, for messages
     * @param samples one per interval, in time order; the same index is the same interval in every unit
     */
    public record Unit(String name, List<Sample> samples) {

        public Unit {
            samples = List.copyOf(samples);
        }

        Sample block(int from, int length) {
            int to = Math.min(from + length, samples.size());
            return samples.subList(Math.min(from, to), to).stream().reduce(Sample.NONE, Sample::plus);
        }
    }

    /**
     * The dispersion that this history of pods shows: across them if there are several, else by time. 1 without history.
     * Proxies of callers are no such units: what differs between them is what they call.
     */
    public static double phi(List<Unit> units) {
        return units.size() > 1 ? acrossUnits(units) : byTime(units);
    }

    /** Scatter between units (pods of one version) that did the same work at the same time. */
    public static double acrossUnits(List<Unit> units) {
        int length =
                units.stream().mapToInt(unit -> unit.samples().size()).max().orElse(0);
        double phi = 1;
        for (int blockLength : BLOCK_LENGTHS) {
            Moments moments = Moments.NONE;
            for (int from = 0; from < length; from += blockLength) {
                int start = from;
                moments = moments.plus(units.stream()
                        .map(unit -> unit.block(start, blockLength))
                        .toList());
            }
            phi = Math.max(phi, moments.phi());
        }
        return Math.min(phi, LARGEST);
    }

    /**
     * Scatter between adjacent intervals of the same stratum, where single pods can't be told apart. An incident in the
     * history looks like scatter here, which makes the judge slower; across units it doesn't.
     */
    public static double byTime(List<Unit> strata) {
        double phi = 1;
        for (int blockLength : BLOCK_LENGTHS) {
            Moments moments = Moments.NONE;
            for (Unit stratum : strata) {
                int span = NEIGHBOURS * blockLength;
                for (int from = 0; from + span <= stratum.samples().size(); from += span) {
                    moments = moments.plus(
                            List.of(stratum.block(from, blockLength), stratum.block(from + blockLength, blockLength)));
                }
            }
            phi = Math.max(phi, moments.phi());
        }
        return Math.min(phi, LARGEST);
    }

    private record Moments(double chiSquare, double degreesOfFreedom) {

        static final Moments NONE = new Moments(0, 0);

        Moments plus(List<Sample> block) {
            Sample total = block.stream().reduce(Sample.NONE, Sample::plus);
            List<Sample> present =
                    block.stream().filter(sample -> sample.requests() > 0).toList();
            if (total.errors() == 0 || present.size() < 2) {
                return this;
            }
            double sum = chiSquare;
            for (Sample sample : present) {
                double expected = (double) sample.requests() * total.errors() / total.requests();
                sum += (sample.errors() - expected) * (sample.errors() - expected) / expected;
            }
            return new Moments(sum, degreesOfFreedom + present.size() - 1);
        }

        double phi() {
            return (PRIOR + chiSquare) / (PRIOR + degreesOfFreedom);
        }
    }
}
