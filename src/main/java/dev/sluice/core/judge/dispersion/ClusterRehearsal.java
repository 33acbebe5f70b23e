package dev.sluice.core.judge.dispersion;

import dev.sluice.core.judge.dispersion.Dispersion.Sample;
import dev.sluice.core.judge.dispersion.Dispersion.Unit;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The dispersion phi where the pods of the stable version can't be told apart, as with metrics of the callers: no pod can
 * play the candidate then ({@link Replay}). But a cluster of errors, whichever pod it came from, stands out of the sum; so
 * each one that does is rehearsed as if it had hit a candidate of one pod's size, and phi is raised until it would not come
 * to evidence of {@link #LIMIT}.
 *
 * <p>A cluster is a stretch of 1, 3, 6 or 12 intervals with more errors than chance explains (by Chernoff's bound on a
 * Poisson count, over all stretches at most once in a hundred histories). It is held against the minute before it and the
 * minute after, whichever was worse: a longer incident of everybody is none, a shorter one can't be told from a pod's and
 * makes the judge slower.
 *
 * <p>Slices of time that play the two arms, the obvious replay, were measured to find hardly more than moments do, because
 * a fault of one pod among ten is a small bump in the sum; and thinning the counts breaks up the very clusters that are to be
 * measured.
 */
public final class ClusterRehearsal {

    /**
     * Evidence, as odds, that a cluster may come to. Higher than in a replay, which sees each pod once: here the worst of
     * all pods counts. Chosen so that phi comes out about as high as where the pods are known.
     */
    public static final double LIMIT = 300;

    /** A pod's share of the requests where nothing better is known. */
    public static final double USUAL_SHARE = 0.1;

    private static final int[] LENGTHS = {1, 3, 6, 12};
    private static final int NEIGHBOURHOOD = 12;

    /** Between a stretch and its neighbourhood, so that the ends of a cluster don't speak for its being usual. */
    private static final int GAP = 3;

    private static final double CHANCE_OF_A_HISTORY = 0.01;

    private ClusterRehearsal() {}

    /**
     * The dispersion of this history: by moments over time, and as much more as its clusters ask for.
     *
     * @param strata units of which each holds the work of many pods
     * @param podShare the share of the requests that goes to one pod, in (0, 0.5]
     * @param parameters of the release to come; their own phi is of no account
     */
    public static double phi(List<Unit> strata, double podShare, JudgeParameters parameters) {
        if (!(podShare > 0 && podShare <= 0.5)) {
            throw new IllegalArgumentException("a pod's share must be in (0, 0.5], but is " + podShare);
        }
        double phi = Dispersion.byTime(strata);
        for (Cluster cluster : clusters(Sums.of(strata))) {
            List<Cell> cells = cluster.atPod(podShare);
            while (phi < Dispersion.LARGEST && isAlarmed(cells, cluster.rate(), parameters.withPhi(phi))) {
                phi = Replay.above(phi);
            }
        }
        return phi;
    }

    private static List<Cluster> clusters(Sums sums) {
        int stretches = 0;
        for (int length : LENGTHS) {
            stretches += Math.max(1, sums.length() / stride(length));
        }
        double lnUnlikely = Math.log(stretches / CHANCE_OF_A_HISTORY);
        List<Cluster> clusters = new ArrayList<>();
        for (int length : LENGTHS) {
            for (int from = 0; from + length <= sums.length(); from += stride(length)) {
                Cluster cluster = new Cluster(
                        length,
                        sums.requests(from, from + length),
                        sums.errors(from, from + length),
                        sums.rateAround(from, from + length));
                if (cluster.lnUnlikelihood() >= lnUnlikely) {
                    clusters.add(cluster);
                }
            }
        }
        return clusters;
    }

    private static int stride(int length) {
        return Math.max(1, length / 3);
    }

    private static boolean isAlarmed(List<Cell> cells, double rate, JudgeParameters parameters) {
        RollbackProcess process = RollbackProcess.start();
        for (Cell cell : cells) {
            process = process.observe(List.of(cell), rate, parameters);
            if (process.lnE() >= Math.log(LIMIT)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A stretch of the whole service's history.
     *
     * @param length in intervals
     * @param rate the error rate around it
     */
    private record Cluster(int length, double requests, double errors, double rate) {

        /** How unlikely so many errors are at the rate, as a logarithm, at least; 0 if there are not too many. */
        double lnUnlikelihood() {
            double expected = rate * requests;
            return errors > expected && expected > 0 ? errors * Math.log(errors / expected) - errors + expected : 0;
        }

        /** The same, had all that is too much hit one pod. */
        List<Cell> atPod(double share) {
            double expected = rate * requests;
            double candidate = errors - expected + share * expected;
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                long requestsOfPod = Math.round(share * requests / length);
                long requestsOfOthers = Math.round((1 - share) * requests / length);
                cells.add(new Cell(
                        Instant.ofEpochSecond(i),
                        "",
                        requestsOfPod,
                        Math.min(requestsOfPod, part(candidate, i)),
                        requestsOfOthers,
                        Math.min(requestsOfOthers, part((1 - share) * expected, i))));
            }
            return cells;
        }

        /** The whole errors that fall on an interval, if they are spread evenly. */
        private long part(double all, int interval) {
            return (long) (all * (interval + 1) / length) - (long) (all * interval / length);
        }
    }

    /**
     * Requests and errors before each interval.
     *
     * @param requests one more than there are intervals
     * @param errors one more than there are intervals
     */
    private record Sums(List<Double> requests, List<Double> errors) {

        static Sums of(List<Unit> strata) {
            int length = strata.stream()
                    .mapToInt(unit -> unit.samples().size())
                    .max()
                    .orElse(0);
            List<Double> requests = new ArrayList<>(List.of(0.0));
            List<Double> errors = new ArrayList<>(List.of(0.0));
            for (int i = 0; i < length; i++) {
                int index = i;
                Sample all = strata.stream().map(unit -> unit.block(index, 1)).reduce(Sample.NONE, Sample::plus);
                requests.add(requests.get(i) + all.requests());
                errors.add(errors.get(i) + all.errors());
            }
            return new Sums(requests, errors);
        }

        int length() {
            return requests.size() - 1;
        }

        double requests(int from, int to) {
            return requests.get(to) - requests.get(from);
        }

        double errors(int from, int to) {
            return errors.get(to) - errors.get(from);
        }

        /** The greatest of the rates before, after, and of the whole history. */
        double rateAround(int from, int to) {
            double before = rate(from - GAP - NEIGHBOURHOOD, from - GAP);
            double after = rate(to + GAP, to + GAP + NEIGHBOURHOOD);
            return Math.max(rate(0, length()), Math.max(before, after));
        }

        private double rate(int first, int end) {
            int from = Math.max(0, first);
            int to = Math.min(length(), end);
            double all = from < to ? requests(from, to) : 0;
            return all > 0 ? errors(from, to) / all : 0;
        }
    }
}
