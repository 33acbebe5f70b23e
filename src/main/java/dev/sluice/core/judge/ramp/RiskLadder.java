package dev.sluice.core.judge.ramp;

import java.util.ArrayList;
import java.util.List;

/**
 * The candidate's weights where the policy gives none: as much as can be risked, no more steps than help.
 *
 * <p>A step from w to w' must exclude an excess of h / w' (the harm budget h over what is then at risk), which takes about
 * c / (h / w') requests of the candidate, c = ln(1 / beta) and the cost of the bets; at lambda requests a second that is
 * c / (h lambda) * (w' / w) seconds. The sum over a ladder from w0 to the bake is least, for a given number of steps, when
 * all ratios are alike, and over the number of steps when the ratio is e, where it is e c / (h lambda) * ln(1 / w0): so the
 * number of steps is ln(bake / w0), rounded, and the first weight counts only by its logarithm.
 *
 * <p>What the first weight decides is harm: no verdict comes before a scrape, so a candidate that fails altogether fails
 * w0 lambda times the scrape interval. Two requests a second cost such a release no more failures than the three that any
 * rollback asks for take anyway. Below a hundred requests a second 2 % are kept, above two hundred a 1 % share is the
 * smallest that can be set. A candidate that gets less than a request in ten seconds would never be decided: on quiet
 * services the first weight rises, up to a half, where the comparison learns fastest. Measured in
 * docs/explanation/judge.md.
 */
public final class RiskLadder {

    /** The weight of the bake, which follows the ladder, in percent. */
    private static final double BAKE = 95;

    private static final int HIGHEST = 94;
    private static final double MOST_REQUESTS_PER_SECOND = 2;
    private static final double FEWEST_REQUESTS_PER_SECOND = 0.1;
    private static final double LOWEST_FIRST = 1;
    private static final double USUAL_FIRST = 2;
    private static final double HIGHEST_FIRST = 50;

    private RiskLadder() {}

    /**
     * The weights before the bake, in percent, rising.
     *
     * @param requestsPerSecond of both arms together; 0 if there are none
     * @throws IllegalArgumentException if that is negative or no number
     */
    public static List<Integer> weights(double requestsPerSecond) {
        if (!(requestsPerSecond >= 0 && Double.isFinite(requestsPerSecond))) {
            throw new IllegalArgumentException("requests per second must be at least 0, but are " + requestsPerSecond);
        }
        double first = first(requestsPerSecond);
        long steps = Math.max(1, Math.round(Math.log(BAKE / first)));
        double ratio = Math.pow(BAKE / first, 1.0 / steps);
        List<Integer> weights = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            weights.add((int) Math.min(HIGHEST, Math.round(first * Math.pow(ratio, i))));
        }
        return List.copyOf(weights);
    }

    private static double first(double requestsPerSecond) {
        double most = Math.min(USUAL_FIRST, 100 * MOST_REQUESTS_PER_SECOND / requestsPerSecond);
        double least = Math.max(LOWEST_FIRST, 100 * FEWEST_REQUESTS_PER_SECOND / requestsPerSecond);
        return Math.min(HIGHEST_FIRST, Math.max(most, least));
    }
}
