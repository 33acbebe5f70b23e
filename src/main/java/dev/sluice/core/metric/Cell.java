package dev.sluice.core.metric;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counter increments of both arms over one scrape interval of one stratum.
 *
 * <p>Both arms' increments must cover the same time: only then does a disturbance that hits both cancel out.
 *
 * @param end when the interval ends; cells of one scrape share it
 * @param stratum the proxy or target that counted
 * @param candidateRequests requests that the candidate answered in the interval
 * @param candidateErrors how many of them failed
 * @param stableRequests requests that the stable version answered in the interval
 * @param stableErrors how many of them failed
 */
public record Cell(
        Instant end,
        String stratum,
        long candidateRequests,
        long candidateErrors,
        long stableRequests,
        long stableErrors) {

    /** The stratum of requests that Sluice sends itself; no pod and no proxy can have this name. */
    private static final String OWN = "sluice/own";

    public Cell {
        Counts.requireSane("candidate", candidateRequests, candidateErrors);
        Counts.requireSane("stable", stableRequests, stableErrors);
    }

    /** One cell for all that end at the same time, whatever their stratum: for what asks after one arm alone. */
    public static List<Cell> joined(List<Cell> cells) {
        Map<Instant, Counts> byEnd = new TreeMap<>();
        for (Cell cell : cells) {
            byEnd.merge(cell.end(), Counts.ZERO.plus(cell), (counts, more) -> counts.plus(cell));
        }
        List<Cell> joined = new ArrayList<>(byEnd.size());
        byEnd.forEach((end, counts) -> joined.add(new Cell(
                end,
                "",
                counts.candidateRequests(),
                counts.candidateErrors(),
                counts.stableRequests(),
                counts.stableErrors())));
        return joined;
    }

    /** The same interval with the arms exchanged: for judging stable against the candidate. */
    public Cell swapped() {
        return new Cell(end, stratum, stableRequests, stableErrors, candidateRequests, candidateErrors);
    }

    /** Answers to requests that Sluice sent itself, to both arms alike, whatever their weights. */
    public static Cell own(
            Instant end, long candidateRequests, long candidateErrors, long stableRequests, long stableErrors) {
        return new Cell(end, OWN, candidateRequests, candidateErrors, stableRequests, stableErrors);
    }

    /** Whether the requests were Sluice's own: these don't follow the weights. */
    public boolean isOwn() {
        return stratum.equals(OWN);
    }

    /** Whether both arms answered requests; a cell without a comparison is no evidence. */
    public boolean comparesArms() {
        return candidateRequests > 0 && stableRequests > 0;
    }
}
