package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.Verdict.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the opinions of all signals.
 *
 * <p>Against the candidate they are added up: with shares w_i of one alpha, sum w_i E_i is an e-process under any
 * dependence (Vovk and Wang 2021), and sum w_i E_i &gt;= 1 / alpha is the sum of each one's evidence relative to its own
 * threshold 1 / (w_i alpha) reaching 1. For the candidate all of them must speak: no correction is needed there, since a
 * candidate that is too bad by one signal passes that one with a chance of at most beta.
 *
 * @param cause the check that decided
 * @param topic what decided
 * @param grounds why
 */
public record Ruling(Cause cause, Topic topic, Grounds grounds) {

    private static final List<Cause> HOLDS = List.of(
            Cause.NO_NEW_SAMPLES,
            Cause.NO_BASELINE,
            Cause.NO_CANDIDATE_REQUESTS,
            Cause.TOO_FEW_SCRAPES,
            Cause.SUSPICION,
            Cause.UNDECIDED);

    /** Evidence of a hundredth of its threshold adds so little that it needn't be told. */
    private static final double LN_OF_NOTE = Math.log(0.01);

    public Kind kind() {
        return cause.kind();
    }

    /** Why, with the numbers. */
    public String sentence() {
        return grounds.sentence();
    }

    /** The same with something to be known besides; nothing changes where that is empty. */
    public Ruling noting(String note) {
        return note.isEmpty() ? this : new Ruling(cause, topic, new Grounds.Noted(grounds, note));
    }

    /** @param opinions at least one; the first is the one about errors */
    static Ruling of(List<Opinion> opinions) {
        Optional<Opinion> worse = opinions.stream()
                .filter(opinion -> opinion.cause() == Cause.WORSE)
                .max(strongest());
        if (worse.isPresent()) {
            return from(worse.get());
        }
        List<Opinion> guarded = opinions.stream().filter(Opinion::isGuarded).toList();
        if (sum(guarded) >= 1) {
            Opinion leading = guarded.stream().max(strongest()).orElseThrow();
            return new Ruling(Cause.WORSE, leading.topic(), together(leading, guarded));
        }
        return HOLDS.stream()
                .flatMap(cause -> opinions.stream().filter(opinion -> opinion.cause() == cause))
                .findFirst()
                .map(Ruling::from)
                .orElseGet(() -> from(opinions.get(0)));
    }

    private static Ruling from(Opinion opinion) {
        return new Ruling(opinion.cause(), opinion.topic(), opinion.grounds());
    }

    private static Comparator<Opinion> strongest() {
        return Comparator.comparingDouble(Opinion::lnOfThreshold);
    }

    private static double sum(List<Opinion> opinions) {
        return opinions.stream()
                .mapToDouble(opinion -> Math.exp(Math.min(opinion.lnOfThreshold(), 0)))
                .sum();
    }

    private static Grounds together(Opinion leading, List<Opinion> guarded) {
        return new Grounds.Together(
                leading.grounds(),
                guarded.stream()
                        .filter(opinion -> !opinion.equals(leading) && opinion.lnOfThreshold() > LN_OF_NOTE)
                        .map(Opinion::grounds)
                        .toList());
    }
}
