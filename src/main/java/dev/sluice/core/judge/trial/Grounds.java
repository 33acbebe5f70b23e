package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.process.CompletionProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.threshold.PodRule;
import dev.sluice.core.judge.threshold.PodState;
import java.util.List;

/**
 * What an opinion rests on. Most opinions are never read, so they carry their numbers and become words only where somebody
 * is told.
 */
public sealed interface Grounds {

    /** Why, with the numbers. */
    String sentence();

    /** Counts of both versions. */
    record Compared(Verdict verdict) implements Grounds {
        @Override
        public String sentence() {
            return verdict.sentence();
        }
    }

    /**
     * How many requests came to an end.
     *
     * @param weightRatio the share that the routing object gives to the candidate, in [0, 1]
     */
    record Completed(CompletionProcess completion, double weightRatio) implements Grounds {
        @Override
        public String sentence() {
            return completion.sentence(weightRatio);
        }
    }

    /**
     * The candidate against the service's objective.
     *
     * @param ceiling the error rate that the objective leaves
     * @param isExcused whether it is beyond that, but nobody can say that the candidate is to blame
     */
    record Kept(ObjectiveState objective, double ceiling, JudgeParameters parameters, boolean isExcused)
            implements Grounds {
        private static final String NOBODY = " It isn't shown to, so nobody is blamed yet.";

        @Override
        public String sentence() {
            return objective.sentence(ceiling, parameters) + (isExcused ? NOBODY : "");
        }
    }

    /** A metric of the team's own. */
    record Measured(MetricState metric, MetricTerms terms) implements Grounds {
        @Override
        public String sentence() {
            return metric.sentence(terms);
        }
    }

    /** What happened to the pods. */
    record Watched(PodState pods, PodRule rule) implements Grounds {
        @Override
        public String sentence() {
            return pods.sentence(rule);
        }
    }

    /**
     * Signals of which none alone would do.
     *
     * @param leading the strongest
     * @param others the ones that matter beside it
     */
    record Together(Grounds leading, List<Grounds> others) implements Grounds {
        public Together {
            others = List.copyOf(others);
        }

        @Override
        public String sentence() {
            StringBuilder said =
                    new StringBuilder("No signal alone would do, but together they speak against the candidate. ");
            said.append(leading.sentence());
            others.forEach(other -> said.append(' ').append(other.sentence()));
            return said.toString();
        }
    }

    /** Grounds with something to be known besides. */
    record Noted(Grounds grounds, String note) implements Grounds {
        @Override
        public String sentence() {
            return grounds.sentence() + note;
        }
    }
}
