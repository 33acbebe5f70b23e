package dev.sluice.core.judge.process;

/**
 * How much of the start capital is bet on a fault that sets in at a given scrape.
 *
 * <p>Half is bet at the first scrape with data, the other half evenly over the next {@code horizon}. A fault may come
 * later still, so past the horizon scrape k (counted from 0) gets horizon / (4 k (k - 1)): in sum a quarter, however long
 * the release lasts. The process is thus an e-process with expectation at most 1 up to the horizon and at most 1.25 for
 * ever: the bound on false rollbacks is alpha within the horizon, 1.25 alpha without end.
 */
final class OnsetMass {

    private static final double AT_START = 0.5;
    private static final double PAST_HORIZON = 0.25;
    private static final double NEGLIGIBLE = 1e-12;

    private OnsetMass() {}

    /** The mass for the next scrape, after {@code scrapes} with data, when {@code unspent} of the capital is left. */
    static double next(long scrapes, double unspent, int horizon) {
        if (scrapes == 0) {
            return Math.min(unspent, AT_START);
        }
        if (unspent > NEGLIGIBLE) {
            return Math.min(unspent, (1 - AT_START) / horizon);
        }
        return scrapes > horizon ? PAST_HORIZON * horizon / ((double) scrapes * (scrapes - 1)) : 0;
    }

    /**
     * The share of a mixture's later stakes that is bet on an onset at the next scrape, after {@code scrapes} with data;
     * after the first one. In sum 1 up to the horizon, and past it as much as the mixture renews.
     */
    static double share(long scrapes, double unspent, int horizon, Mixture mixture) {
        if (unspent > NEGLIGIBLE) {
            return Math.min(unspent / mixture.later(), 1.0 / horizon);
        }
        boolean renews = scrapes > horizon && mixture.later() > 0;
        return renews ? mixture.renewed() / mixture.later() * horizon / ((double) scrapes * (scrapes - 1)) : 0;
    }

    /** What is left of the capital after betting {@code mass}; mass past the horizon isn't taken from it. */
    static double left(double unspent, double mass) {
        return unspent > NEGLIGIBLE ? Math.max(0, unspent - mass) : 0;
    }
}
