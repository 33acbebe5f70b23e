package dev.sluice.core.metric;

/**
 * Requests and errors of both arms, summed over cells.
 *
 * @param candidateRequests requests that the candidate answered
 * @param candidateErrors how many of them failed
 * @param stableRequests requests that the stable version answered
 * @param stableErrors how many of them failed
 */
public record Counts(long candidateRequests, long candidateErrors, long stableRequests, long stableErrors) {

    public static final Counts ZERO = new Counts(0, 0, 0, 0);

    public Counts {
        requireSane("candidate", candidateRequests, candidateErrors);
        requireSane("stable", stableRequests, stableErrors);
    }

    /** These counts and one more cell. */
    public Counts plus(Cell cell) {
        return new Counts(
                sum(candidateRequests, cell.candidateRequests()),
                sum(candidateErrors, cell.candidateErrors()),
                sum(stableRequests, cell.stableRequests()),
                sum(stableErrors, cell.stableErrors()));
    }

    /** The candidate's observed error rate; 0 without requests. */
    public double candidateErrorRate() {
        return rate(candidateErrors, candidateRequests);
    }

    /** The stable version's observed error rate; 0 without requests. */
    public double stableErrorRate() {
        return rate(stableErrors, stableRequests);
    }

    /** Of two counts; stops at the largest there is, so that no answer of a source makes a sum impossible. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static double rate(long errors, long requests) {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    static void requireSane(String arm, long requests, long errors) {
        if (requests < 0 || errors < 0 || errors > requests) {
            throw new IllegalArgumentException(
                    "counts of the %s arm are impossible: %d errors of %d requests".formatted(arm, errors, requests));
        }
    }
}
