package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** What would have to come for a candidate to be rolled back. */
final class Outlook {

    /** Far enough apart that each counts as a scrape of its own. */
    private static final Duration APART = Duration.ofMinutes(2);

    private static final int SCRAPES = 2;

    private Outlook() {}

    /**
     * The least number of failures in the next two scrapes that would roll the candidate back, if as many requests come as
     * in the scrapes of this step and stable goes on as before; empty if no number of failures would do.
     */
    static OptionalLong failuresToRollBack(JudgeState state, JudgeParameters parameters) {
        long scrapes = state.scrapes().inStep();
        long requests = scrapes == 0 ? 0 : state.step().candidateRequests() / scrapes;
        if (requests == 0 || !isRolledBack(state, parameters, SCRAPES * requests)) {
            return OptionalLong.empty();
        }
        long low = 0;
        long high = SCRAPES * requests;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (isRolledBack(state, parameters, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }

    private static boolean isRolledBack(JudgeState state, JudgeParameters parameters, long failures) {
        JudgeState next = state;
        Instant end = state.scrapes().startedAt();
        for (int i = 0; i < SCRAPES; i++) {
            end = end.plus(APART);
            next = next.scrape(cell(state, end, (failures + i) / SCRAPES), parameters);
        }
        return Judge.verdict(next, parameters, true).kind() == Verdict.Kind.ROLLBACK;
    }

    private static Cell cell(JudgeState state, Instant end, long failures) {
        long scrapes = state.scrapes().inStep();
        long stable = state.step().stableRequests() / scrapes;
        long stableErrors = Math.min(stable, Math.round(stable * state.total().stableErrorRate()));
        return new Cell(
                end,
                state.scrapes().leader(),
                state.step().candidateRequests() / scrapes,
                failures,
                stable,
                stableErrors);
    }
}
