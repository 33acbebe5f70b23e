package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that the candidate hangs: it completes far fewer requests than its weight brings it, and a request that never
 * ends is counted by no error rate. Start it anew with each shift.
 *
 * <p>The null is a share of the completed requests of at least half the weight, so that neither rounded weights nor
 * unevenly loaded proxies are taken for a fault. Each bet is a likelihood ratio of a smaller share against just that half;
 * its expectation is at most 1 for every share above. Nine tenths of the capital are bet at the start, the rest on an
 * onset at cell k with 1 / (k (k + 1)) each, for there is no knowing how long a weight stays.
 *
 * <p>A route that did not arrive and requests that take long look the same at first. So a thousand to one is only a
 * suspicion, which holds the release; after {@link #PATIENCE} the bets begin anew, and only if they come to a thousand to
 * one again the candidate counts as hanging. A thousand to one that requests do arrive ends the suspicion instead. A
 * candidate that completes half its share or more is suspected with a probability of at most 1 in 1000, and confirmed as
 * hanging of 1 in a million.
 *
 * @param lnBets ln of each bet's wealth on too few completed requests
 * @param lnArrivals ln of each bet's wealth on enough of them; they are placed under suspicion only
 * @param cells cells that were bet on
 * @param completed requests that the candidate completed since the evidence began to mount
 * @param expected how many it should have completed since then, by its weight
 * @param suspectedAt end of the cell that made it suspect; null if it is not
 * @param isConfirmed whether the candidate hangs, or the route does not reach it
 */
public record CompletionProcess(
        List<Double> lnBets,
        List<Double> lnArrivals,
        long cells,
        double completed,
        double expected,
        @Nullable Instant suspectedAt,
        boolean isConfirmed) {

    /** How long nothing is held against a suspect: time for a route to spread and for slow requests to end. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final double LN_CERTAIN = Math.log(1000);
    private static final double TOLERATED = 0.5;
    private static final double AT_START = 0.9;

    /** Alternatives, as multiples of the tolerated share. */
    private static final double[] MISSING = {0.02, 0.1, 0.25, 0.5};

    /** Below 2, so that at weight 1 a share stays below 1. */
    private static final double[] ARRIVING = {1.5, 1.9};

    public CompletionProcess {
        lnBets = LogWealth.requireBets(lnBets, MISSING.length);
        lnArrivals = LogWealth.requireBets(lnArrivals, ARRIVING.length);
        if (cells < 0 || !(completed >= 0) || !(expected >= 0)) {
            throw new IllegalArgumentException(
                    "%d cells, %s completed of %s requests".formatted(cells, completed, expected));
        }
    }

    public static CompletionProcess start() {
        return begin(0, 0, null);
    }

    /**
     * Takes in a cell.
     *
     * @param weightRatio the share that the routing object gives to the candidate, in [0, 1]; at 0 nothing is expected
     */
    public CompletionProcess observe(Cell cell, double weightRatio) {
        if (!(weightRatio >= 0 && weightRatio <= 1)) {
            throw new IllegalArgumentException("a weight must be in [0, 1], but is " + weightRatio);
        }
        double requests = (double) cell.candidateRequests() + cell.stableRequests();
        if (requests == 0 || weightRatio == 0) {
            return this;
        }
        CompletionProcess counted = plus((double) cell.candidateRequests(), weightRatio * requests);
        if (isConfirmed || isPatient(cell)) {
            return counted;
        }
        return counted.bet(cell, TOLERATED * weightRatio).settled(cell.end());
    }

    /** Whether the release is to be held: requests that the weight should have brought are missing. */
    public boolean isSuspected() {
        return suspectedAt != null;
    }

    /** ln of the evidence that the candidate hangs, since the start or, of a suspect, since the patience ended. */
    public double lnE() {
        return LogWealth.lnMean(lnBets, unspent(cells));
    }

    /**
     * What became of the requests, in a sentence with the numbers.
     *
     * @param weightRatio the share that the routing object gives to the candidate
     */
    public String sentence(double weightRatio) {
        String seen = "The candidate completed " + Figures.number("0", completed) + " of about "
                + Figures.number(expected < 10 ? "0.#" : "0", expected) + " requests that its weight of "
                + Figures.percent(weightRatio) + " should have brought";
        if (isConfirmed) {
            return seen + ": it hangs, or the route does not reach it.";
        }
        String odds = Figures.odds(lnE());
        String needed = Figures.odds(LN_CERTAIN);
        return isSuspected()
                ? seen + ". It is suspected to hang, and gets no more traffic; since the suspicion " + odds
                        + ", confirmed at " + needed + "."
                : seen + ". Evidence that it hangs " + odds + ", suspected at " + needed + ".";
    }

    private boolean isPatient(Cell cell) {
        return suspectedAt != null && Duration.between(suspectedAt, cell.end()).compareTo(PATIENCE) < 0;
    }

    private CompletionProcess plus(double moreCompleted, double moreExpected) {
        return new CompletionProcess(
                lnBets,
                lnArrivals,
                cells,
                completed + moreCompleted,
                expected + moreExpected,
                suspectedAt,
                isConfirmed);
    }

    private CompletionProcess bet(Cell cell, double nullShare) {
        double mass = unspent(cells) - unspent(cells + 1);
        List<Double> nextBets = LogWealth.bet(LogWealth.stake(lnBets, mass), lnLikelihoods(cell, MISSING, nullShare));
        List<Double> nextArrivals = isSuspected()
                ? LogWealth.bet(LogWealth.stake(lnArrivals, 0), lnLikelihoods(cell, ARRIVING, nullShare))
                : lnArrivals;
        CompletionProcess next =
                new CompletionProcess(nextBets, nextArrivals, cells + 1, completed, expected, suspectedAt, isConfirmed);
        boolean subsides = !isSuspected() && next.lnE() < Math.min(0, lnE());
        return subsides
                ? new CompletionProcess(nextBets, nextArrivals, cells + 1, 0, 0, suspectedAt, isConfirmed)
                : next;
    }

    /** The same after what the evidence now says: nothing, a suspicion, its end or its confirmation. */
    private CompletionProcess settled(Instant now) {
        boolean isMissing = lnE() >= LN_CERTAIN;
        if (isMissing && isSuspected()) {
            return new CompletionProcess(lnBets, lnArrivals, cells, completed, expected, suspectedAt, true);
        }
        if (isMissing) {
            return begin(completed, expected, now);
        }
        return isSuspected() && LogWealth.lnMean(lnArrivals, 0) >= LN_CERTAIN ? start() : this;
    }

    private static CompletionProcess begin(double completed, double expected, @Nullable Instant suspectedAt) {
        return new CompletionProcess(
                LogWealth.all(MISSING.length, LogWealth.EMPTY),
                LogWealth.all(ARRIVING.length, 0),
                0,
                completed,
                expected,
                suspectedAt,
                false);
    }

    private static double unspent(long cells) {
        return cells == 0 ? 1 : (1 - AT_START) / cells;
    }

    private static double[] lnLikelihoods(Cell cell, double[] multiples, double nullShare) {
        double[] result = new double[multiples.length];
        for (int i = 0; i < multiples.length; i++) {
            result[i] = cell.candidateRequests() * Math.log(multiples[i])
                    + cell.stableRequests() * (Math.log1p(-multiples[i] * nullShare) - Math.log1p(-nullShare));
        }
        return result;
    }
}
