package dev.sluice.core.judge.gauge;

import dev.sluice.core.judge.process.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence on a gauge of the candidate against the stable version's: that it is worse by more than is tolerated, and that
 * it is not. One number of each arm a look; what both arms share, such as the load of the day, cancels out.
 *
 * <p>The null: given all before, the chance that the candidate is beyond the tolerance in most looks of the next block is
 * at most one half. A block is bet on as a coin is ({@link BlockBets}), so neither the size of a value nor its distribution
 * matters: one enormous value is one look, and noise only delays. What does matter is that a gauge remembers. Two alike
 * versions stray from each other for minutes, and block after block repeats it. So two bettors share the capital. One bets
 * on short blocks against a margin that is widened by eight times what stable itself wanders, and soon finds what is much
 * worse. The other keeps to the tolerance, but its blocks are twice as long as stable's values depend on each other.
 * Measured beside other tests in docs/adr/0008.
 *
 * <p>The evidence for the candidate has the mirrored null, a chance of at least one half, and two such bettors: the quick
 * one asks for a narrower margin than the tolerance, by twice the wander. It begins anew with each step.
 *
 * @param steadiness of stable, pinned
 * @param above the bettors on a value above stable's
 * @param below the bettors on a value below it
 * @param fit the bettors on a value within the tolerance
 * @param seen what there was to see
 */
public record GaugeProcess(Steadiness steadiness, Bettors above, Bettors below, Bettors fit, Seen seen) {

    /** How much wider than stable's wander the margin of the quick bettor is. */
    private static final double WIDENING = 8;

    /** How much narrower than the tolerance, in the same measure, it is for the quick bettor on the candidate. */
    private static final double NARROWING = 2;

    private static final double CORRELATIONS_PER_BLOCK = 2;
    private static final long LONGEST_BLOCK_SECONDS = 600;

    /** Values that are shown to people are medians of so many. */
    private static final int SHOWN_LOOKS = 9;

    /**
     * Two ways to bet on the same.
     *
     * @param soon short blocks, a margin that allows for stable's wander
     * @param late long blocks, the operator's tolerance
     */
    public record Bettors(BlockBets soon, BlockBets late) {

        static Bettors onAnyOnset() {
            return new Bettors(BlockBets.onAnyOnset(), BlockBets.onAnyOnset());
        }

        static Bettors fromNowOn() {
            return new Bettors(BlockBets.fromNowOn(), BlockBets.fromNowOn());
        }

        Bettors plus(long soonBlock, boolean soonHit, long lateBlock, boolean lateHit) {
            return new Bettors(soon.plus(soonBlock, soonHit), late.plus(lateBlock, lateHit));
        }

        double evidence() {
            return (soon.evidence() + late.evidence()) / 2;
        }
    }

    /**
     * What there was to see.
     *
     * @param comparisons looks with a value of both arms
     * @param beyond in how many of them the candidate was beyond the tolerance
     * @param missing looks without a value of one arm or of both, which say nothing
     * @param lastAt time of the last look that had both
     * @param candidates the candidate's last values
     * @param stables stable's last values
     */
    public record Seen(
            long comparisons,
            long beyond,
            long missing,
            Instant lastAt,
            List<Double> candidates,
            List<Double> stables) {

        static final Seen NOTHING = new Seen(0, 0, 0, Instant.EPOCH, List.of(), List.of());

        public Seen {
            candidates = List.copyOf(candidates);
            stables = List.copyOf(stables);
        }

        Seen plusMissing() {
            return new Seen(comparisons, beyond, missing + 1, lastAt, candidates, stables);
        }

        Seen plus(Instant at, double candidate, double stable, boolean isBeyond) {
            return new Seen(
                    comparisons + 1,
                    beyond + (isBeyond ? 1 : 0),
                    missing,
                    at,
                    appended(candidates, candidate),
                    appended(stables, stable));
        }

        private static List<Double> appended(List<Double> values, double value) {
            List<Double> next =
                    new ArrayList<>(values.subList(Math.max(0, values.size() + 1 - SHOWN_LOOKS), values.size()));
            next.add(value);
            return next;
        }
    }

    /** Nothing seen yet. */
    public static GaugeProcess start(Steadiness steadiness) {
        return new GaugeProcess(
                steadiness, Bettors.onAnyOnset(), Bettors.onAnyOnset(), Bettors.fromNowOn(), Seen.NOTHING);
    }

    /**
     * Takes in a look. One that is not later than the last says nothing, nor does one in which a value is missing.
     *
     * @param at the time of both values
     * @param candidate the candidate's value; not finite if there is none
     * @param stable stable's value at the same time; not finite if there is none
     */
    public GaugeProcess observe(GaugeRule rule, Instant at, double candidate, double stable) {
        if (!Double.isFinite(candidate) || !Double.isFinite(stable)) {
            return new GaugeProcess(steadiness, above, below, fit, seen.plusMissing());
        }
        if (!at.isAfter(seen.lastAt())) {
            return this;
        }
        double wander = steadiness.wander() + steadiness.relativeWander() * Math.abs(stable);
        long soon = number(at, rule.block().toSeconds());
        long late = number(at, longBlockSeconds(rule));
        boolean isAbove = rule.isAbove(candidate, stable, 0);
        boolean isBelow = rule.isBelow(candidate, stable, 0);
        double wider = WIDENING * wander;
        double narrower = -NARROWING * wander;
        boolean isWell = !rule.isAbove(candidate, stable, narrower) && !rule.isBelow(candidate, stable, narrower);
        return new GaugeProcess(
                steadiness,
                above.plus(soon, rule.isAbove(candidate, stable, wider), late, isAbove),
                below.plus(soon, rule.isBelow(candidate, stable, wider), late, isBelow),
                fit.plus(soon, isWell, late, !isAbove && !isBelow),
                seen.plus(at, candidate, stable, isAbove || isBelow));
    }

    /** The same at a new step: what spoke for the candidate before no longer counts. */
    public GaugeProcess restartStep() {
        return new GaugeProcess(steadiness, above, below, Bettors.fromNowOn(), seen);
    }

    /** ln of the evidence that the candidate is worse than tolerated. */
    public double lnAgainst(GaugeRule rule) {
        double evidence = switch (rule.direction()) {
            case HIGHER_IS_WORSE -> above.evidence();
            case LOWER_IS_WORSE -> below.evidence();
            case BOTH -> (above.evidence() + below.evidence()) / 2;
        };
        return Math.log(evidence);
    }

    /** ln of the evidence, of this step, that it is not. */
    public double lnFor() {
        return Math.log(fit.evidence());
    }

    /** What was compared, in a sentence with the numbers. */
    public String sentence(GaugeRule rule) {
        if (seen.comparisons() == 0) {
            return "There was nothing to compare yet%s.".formatted(missingText());
        }
        return "The candidate is at %s, stable at %s (medians of the last %s); it was more than %s %s stable in %d of %s%s. Evidence against it %s, for it at this step %s."
                .formatted(
                        Figures.value(median(seen.candidates())),
                        Figures.value(median(seen.stables())),
                        looks(seen.candidates().size()),
                        rule.tolerance(),
                        rule.direction().preposition(),
                        seen.beyond(),
                        looks(seen.comparisons()),
                        missingText(),
                        Figures.odds(lnAgainst(rule)),
                        Figures.odds(lnFor()));
    }

    private static String looks(long count) {
        return count == 1 ? "1 look" : count + " looks";
    }

    private String missingText() {
        return seen.missing() == 0 ? "" : " (%d without a value)".formatted(seen.missing());
    }

    private long longBlockSeconds(GaugeRule rule) {
        double wanted = Math.min(LONGEST_BLOCK_SECONDS, CORRELATIONS_PER_BLOCK * steadiness.correlationSeconds());
        return Math.max(rule.block().toSeconds(), Math.round(wanted));
    }

    private static long number(Instant at, long seconds) {
        return Math.floorDiv(at.getEpochSecond(), seconds);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
