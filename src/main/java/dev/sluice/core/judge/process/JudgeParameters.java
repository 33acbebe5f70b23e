package dev.sluice.core.judge.process;

import dev.sluice.core.metric.Counts;

/**
 * What the judge tolerates and how sure it must be. Pinned for the length of a release.
 *
 * <p>A candidate is harmless while its error rate is at most {@code rho} times the stable rate plus {@code delta}.
 *
 * @param rho tolerated ratio of the error rates, at least 1
 * @param delta tolerated absolute increase of the error rate, as a fraction
 * @param harmBudget excess errors, as a fraction of all traffic, that a step up may risk
 * @param alpha bound on the chance of rolling a harmless candidate back, over the whole release
 * @param beta bound on the chance of advancing a candidate that is worse than the advance limit, per step
 * @param phi dispersion of the errors, at least 1; 1 means independent requests
 * @param horizon scrapes over which the onset of a fault is expected (see {@link RollbackProcess})
 * @param guards what a rollback needs besides evidence
 * @param armsShareTarget whether one target counts both arms, so that their increments cover exactly the same time
 * @param mixture how the bets are spread
 */
public record JudgeParameters(
        double rho,
        double delta,
        double harmBudget,
        double alpha,
        double beta,
        double phi,
        int horizon,
        Guards guards,
        boolean armsShareTarget,
        Mixture mixture) {

    /** Evidence (a million to one) at which one scrape of an arm alone is enough. */
    public static final double LN_BEYOND_DOUBT = Math.log(1e6);

    /** The error rate of a service about which nothing is known yet: only how fast bets grow depends on it. */
    public static final double USUAL_RATE = 0.001;

    /** So many requests weigh as much as what is presumed of a service. */
    private static final double PRIOR_REQUESTS = 1000;

    /** How far the advance margin must exceed the rollback margin, so that no canary between them stays undecided. */
    private static final double MARGIN_GAP = 2.5;

    public JudgeParameters {
        require(rho >= 1 && Double.isFinite(rho), "rho must be at least 1", rho);
        require(delta >= 0 && delta < 1, "delta must be in [0, 1)", delta);
        require(harmBudget >= 0 && harmBudget < 1, "harmBudget must be in [0, 1)", harmBudget);
        require(alpha > 0 && alpha < 1, "alpha must be in (0, 1)", alpha);
        require(beta > 0 && beta < 1, "beta must be in (0, 1)", beta);
        require(phi >= 1 && Double.isFinite(phi), "phi must be at least 1", phi);
        require(horizon >= 1, "horizon must be at least 1", horizon);
    }

    /**
     * What the stable version is expected to fail at by what was seen of it, in (0, 1]: drawn towards the usual rate
     * while that is little. The bets are fitted to it before they meet the next scrape.
     */
    public static double expectedRate(Counts seen) {
        return (seen.stableErrors() + USUAL_RATE * PRIOR_REQUESTS) / (seen.stableRequests() + PRIOR_REQUESTS);
    }

    /**
     * What a rollback needs besides evidence.
     *
     * @param minErrors failed candidate requests without which nothing is rolled back
     * @param minScrapes scrapes with failed candidate requests without which nothing is rolled back
     * @param lnWaiver evidence, as a logarithm, at which one scrape is enough where one target counts both arms; 0 if the
     *     threshold of the rollback is enough
     */
    public record Guards(int minErrors, int minScrapes, double lnWaiver) {
        public Guards {
            require(minErrors >= 1, "minErrors must be at least 1", minErrors);
            require(minScrapes >= 1, "minScrapes must be at least 1", minScrapes);
            require(lnWaiver >= 0, "the waiver must be at least 0", lnWaiver);
        }
    }

    /** The defaults: a quarter more errors plus 0.1 points, one false rollback in a hundred at worst. */
    public static JudgeParameters defaults() {
        return new JudgeParameters(1.25, 0.001, 0.0025, 0.01, 0.05, 1, 720, new Guards(3, 2, 0), true, Mixture.SHARP);
    }

    /** The same tolerance judged by the mixture and the guards that the published reference values rest on. */
    public static JudgeParameters reference() {
        return new JudgeParameters(
                1.25, 0.001, 0.0025, 0.01, 0.05, 1, 720, new Guards(3, 2, LN_BEYOND_DOUBT), true, Mixture.REFERENCE);
    }

    public int minErrors() {
        return guards.minErrors();
    }

    public int minScrapes() {
        return guards.minScrapes();
    }

    public JudgeParameters withMargins(double newRho, double newDelta) {
        return new JudgeParameters(
                newRho, newDelta, harmBudget, alpha, beta, phi, horizon, guards, armsShareTarget, mixture);
    }

    public JudgeParameters withHarmBudget(double newHarmBudget) {
        return new JudgeParameters(
                rho, delta, newHarmBudget, alpha, beta, phi, horizon, guards, armsShareTarget, mixture);
    }

    public JudgeParameters withErrorBounds(double newAlpha, double newBeta) {
        return new JudgeParameters(
                rho, delta, harmBudget, newAlpha, newBeta, phi, horizon, guards, armsShareTarget, mixture);
    }

    public JudgeParameters withPhi(double newPhi) {
        return new JudgeParameters(
                rho, delta, harmBudget, alpha, beta, newPhi, horizon, guards, armsShareTarget, mixture);
    }

    public JudgeParameters withHorizon(int newHorizon) {
        return new JudgeParameters(
                rho, delta, harmBudget, alpha, beta, phi, newHorizon, guards, armsShareTarget, mixture);
    }

    public JudgeParameters withGuards(int newMinErrors, int newMinScrapes) {
        Guards newGuards = new Guards(newMinErrors, newMinScrapes, guards.lnWaiver());
        return new JudgeParameters(
                rho, delta, harmBudget, alpha, beta, phi, horizon, newGuards, armsShareTarget, mixture);
    }

    public JudgeParameters withArmsShareTarget(boolean shared) {
        return new JudgeParameters(rho, delta, harmBudget, alpha, beta, phi, horizon, guards, shared, mixture);
    }

    public JudgeParameters withMixture(Mixture newMixture) {
        return new JudgeParameters(
                rho, delta, harmBudget, alpha, beta, phi, horizon, guards, armsShareTarget, newMixture);
    }

    /**
     * The absolute margin that must be excluded before the candidate's share of the traffic rises to {@code
     * nextWeightRatio}: then at most the harm budget is at risk.
     *
     * @param nextWeightRatio the share after the step, in (0, 1]
     */
    public double advanceDelta(double nextWeightRatio) {
        require(nextWeightRatio > 0 && nextWeightRatio <= 1, "the next weight must be in (0, 1]", nextWeightRatio);
        return Math.max(harmBudget / nextWeightRatio, MARGIN_GAP * delta);
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + value);
        }
    }
}
