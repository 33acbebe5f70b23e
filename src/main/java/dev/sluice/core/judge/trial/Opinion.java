package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Fault;
import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.process.JudgeParameters;

/**
 * What one signal says.
 *
 * @param topic what it is about
 * @param signal what was looked at, such as "errors"
 * @param cause its own verdict
 * @param lnOfThreshold its evidence against the candidate relative to the threshold of its own share of alpha, as a
 *     logarithm: 0 is at the threshold
 * @param isGuarded whether its evidence may be acted on: enough failures in enough scrapes
 * @param grounds why, with its numbers
 */
public record Opinion(
        Topic topic, String signal, Cause cause, double lnOfThreshold, boolean isGuarded, Grounds grounds) {

    /** What has no say against the candidate by evidence. */
    static final double NONE = -1e4;

    /** What a comparison of counts says. */
    static Opinion of(Topic topic, JudgeState state, JudgeParameters parameters, boolean newSamples, Fault fault) {
        Verdict verdict = Judge.verdict(state, parameters, newSamples, fault);
        return new Opinion(
                topic,
                fault.plural(),
                verdict.cause(),
                verdict.evidence().lnRollback() - verdict.evidence().lnRollbackThreshold(),
                Judge.passesGuards(state, parameters),
                new Grounds.Compared(verdict));
    }
}
