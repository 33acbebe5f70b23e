package dev.sluice.bench;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.util.List;

/** A way to decide about a canary: what it makes of one release, scrape by scrape. */
interface Rule {

    Course begin();

    /** One release under this rule. */
    interface Course {

        /**
         * What follows from one more scrape. After an ADVANCE the next scrape is the first of the next step.
         *
         * @param nextWeight the candidate's share after the next step
         */
        Kind look(Cell cell, double nextWeight);
    }

    /** Sluice's judge, by its real code. */
    static Rule judge(JudgeParameters parameters) {
        return () -> new Course() {
            private JudgeState state = JudgeState.start();

            @Override
            public Kind look(Cell cell, double nextWeight) {
                state = state.observe(List.of(cell), nextWeight, parameters);
                Kind kind = Judge.verdict(state, parameters, true).kind();
                state = kind == Kind.ADVANCE ? state.restartStep() : state;
                return kind;
            }
        };
    }

    /**
     * Flagger: each minute the success rate of that minute must be at least 99 %, or a failed check is counted, as it is
     * without requests; the given number of failed checks rolls back, a good one advances. Kinder than the original in
     * that the rollback comes at the last failed check, not an interval after it.
     */
    static Rule flagger(int threshold) {
        return () -> new Minutes() {
            private int failed;

            @Override
            Kind minute(long requests, long errors) {
                boolean fails = requests == 0 || errors > requests * TOLERATED;
                failed += fails ? 1 : 0;
                return failed >= threshold ? Kind.ROLLBACK : fails ? Kind.HOLD : Kind.ADVANCE;
            }
        };
    }

    /** An Argo AnalysisTemplate: each minute's success rate must be at least 99 %; more failures than the limit fail it. */
    static Rule argo(int failureLimit) {
        return () -> new Minutes() {
            private int failed;

            @Override
            Kind minute(long requests, long errors) {
                failed += requests > 0 && errors > requests * TOLERATED ? 1 : 0;
                return failed > failureLimit ? Kind.ROLLBACK : Kind.HOLD;
            }
        };
    }

    /** Wald's test by somebody who is told the candidate's true rate and the limit: no judge can do better. */
    static Rule oracle(double rate, double limit, double alpha) {
        return () -> new Course() {
            private double lnLikelihood;

            @Override
            public Kind look(Cell cell, double nextWeight) {
                long good = cell.candidateRequests() - cell.candidateErrors();
                lnLikelihood +=
                        cell.candidateErrors() * Math.log(rate / limit) + good * Math.log((1 - rate) / (1 - limit));
                return lnLikelihood >= -Math.log(alpha) ? Kind.ROLLBACK : Kind.HOLD;
            }
        };
    }

    /** Rules that look once a minute at the candidate alone. */
    abstract class Minutes implements Course {

        static final double TOLERATED = 0.01 + 1e-12;

        private static final int SCRAPES = 12;

        private int scrapes;
        private long requests;
        private long errors;

        abstract Kind minute(long requests, long errors);

        @Override
        public Kind look(Cell cell, double nextWeight) {
            scrapes++;
            requests += cell.candidateRequests();
            errors += cell.candidateErrors();
            if (scrapes % SCRAPES != 0) {
                return Kind.HOLD;
            }
            Kind kind = minute(requests, errors);
            requests = 0;
            errors = 0;
            return kind;
        }
    }
}
