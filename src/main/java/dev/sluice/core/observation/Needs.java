package dev.sluice.core.observation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a pass must know beyond the workload and the route, which every pass reads.
 *
 * @param questions what to ask the metric source, and whether to send requests
 */
public record Needs(Set<Question> questions) {

    /** What a metric source can be asked, and what the versions themselves can. */
    public enum Question {
        /** New counter increments of both arms. */
        INCREMENTS,
        /** The stable arm's histogram of durations, once before the start. */
        PROFILE,
        /** The past of the stable arm, once before the start. */
        HISTORY,
        /** A latency percentile of the candidate, for fixed limits. */
        PERCENTILE,
        /** What the whole service fails, for its error budget. */
        SERVICE,
        /** What everything else in the namespace fails, where one version is judged alone. */
        NEIGHBOURS,
        /** The team's own metrics. */
        METRICS,
        /** Answers to requests of Sluice's own, where users send too few. */
        QUIET
    }

    public static final Needs NOTHING = new Needs(Set.of());

    public Needs {
        questions = Set.copyOf(questions);
    }

    public static Needs of(Question first, Question... others) {
        return new Needs(EnumSet.of(first, others));
    }

    public boolean has(Question question) {
        return questions.contains(question);
    }
}
