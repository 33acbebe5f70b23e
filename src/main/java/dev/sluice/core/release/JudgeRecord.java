package dev.sluice.core.release;

import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.process.CeilingProcess;
import dev.sluice.core.judge.process.ShareProcess;
import dev.sluice.core.judge.threshold.ThresholdState;
import dev.sluice.core.judge.trial.Trial;
import dev.sluice.core.metric.Counts;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the judge must remember between passes, so that a restart gives the same verdict.
 *
 * @param live candidate against stable, while both have traffic
 * @param alone the candidate against a ceiling, while stable has none
 * @param returning stable against the candidate, both of the judged revision
 * @param share the candidate's share of requests against the configured weight, since the shift
 * @param looks how far samples were read
 * @param fixed the checks of a fixed pace
 * @param baseline what was known of stable before the start
 * @param rarely what is asked less often than counters are
 * @param own the requests that Sluice sent itself; null before the first
 */
public record JudgeRecord(
        Trial live,
        CeilingProcess alone,
        JudgeState returning,
        ShareProcess share,
        Looks looks,
        FixedPace fixed,
        Baseline baseline,
        Rarely rarely,
        @Nullable Own own) {

    /**
     * How far samples were read.
     *
     * @param newest timestamp of the newest sample; the start of looking before the first
     * @param scrapeInterval distance of samples; null while unknown
     * @param problem why the last look brought nothing; empty when it did
     */
    public record Looks(
            MetricCursor cursor, Instant newest, @Nullable Duration scrapeInterval, String problem, boolean isOutage) {

        public static Looks startingAt(Instant now) {
            return new Looks(MetricCursor.startingAt(now), now, null, "", false);
        }

        public Looks failed(String newProblem, boolean outage) {
            return new Looks(cursor, newest, scrapeInterval, newProblem, outage);
        }
    }

    /**
     * The checks of a fixed pace.
     *
     * @param checks their outcomes
     * @param sinceCheck what was counted since the last one
     * @param checkedAt when the last one was
     * @param lastPassed whether it passed
     */
    public record FixedPace(ThresholdState checks, Counts sinceCheck, Instant checkedAt, boolean lastPassed) {
        /** The same checks with more counted since. */
        public FixedPace counting(Counts counts) {
            return new FixedPace(checks, counts, checkedAt, lastPassed);
        }
    }

    /**
     * What was known of stable before the start; pinned.
     *
     * @param phi dispersion of its errors
     * @param counts its requests and errors over the last hour
     * @param perSecond its requests per second over the last minutes
     * @param isProfiled whether its histogram of durations was asked for
     * @param neighbours what everything else in the namespace did in the same hour
     */
    public record Baseline(double phi, Counts counts, double perSecond, boolean isProfiled, Volume neighbours) {

        static final Baseline UNKNOWN = new Baseline(1, Counts.ZERO, 0, false, Volume.NONE);

        /** With what everything else in the namespace did in the same hour. */
        public Baseline among(Volume others) {
            return new Baseline(phi, counts, perSecond, isProfiled, others);
        }

        /** The edges of its latency are chosen, or there is none to choose by. */
        public Baseline profiled() {
            return new Baseline(phi, counts, perSecond, true, neighbours);
        }
    }

    /**
     * What is asked less often than counters are.
     *
     * @param askedAt when the whole service's error budget was looked at last
     * @param burning how fast it burns, in a sentence; empty while it doesn't
     * @param metricsAt when the team's own metrics were looked at last
     */
    public record Rarely(Instant askedAt, String burning, Instant metricsAt) {}

    /**
     * Requests that Sluice sent itself.
     *
     * @param sentAt when the last ones were
     * @param counts all that were answered, or should have been; the judge has counted them too
     * @param problem why the last ones say nothing; empty when they do
     */
    public record Own(Instant sentAt, Counts counts, String problem) {}

    public static JudgeRecord start(Instant now) {
        return new JudgeRecord(
                Trial.start(),
                CeilingProcess.start(),
                JudgeState.start(),
                ShareProcess.start(),
                Looks.startingAt(now),
                new FixedPace(ThresholdState.start(), Counts.ZERO, now, false),
                Baseline.UNKNOWN,
                new Rarely(Instant.EPOCH, "", Instant.EPOCH),
                null);
    }

    public JudgeRecord withRarely(Rarely newRarely) {
        return new JudgeRecord(live, alone, returning, share, looks, fixed, baseline, newRarely, own);
    }

    public JudgeRecord withOwn(Own newOwn) {
        return new JudgeRecord(live, alone, returning, share, looks, fixed, baseline, rarely, newOwn);
    }

    public JudgeRecord withLive(Trial trial) {
        return new JudgeRecord(trial, alone, returning, share, looks, fixed, baseline, rarely, own);
    }

    public JudgeRecord withAlone(CeilingProcess process) {
        return new JudgeRecord(live, process, returning, share, looks, fixed, baseline, rarely, own);
    }

    public JudgeRecord withReturning(JudgeState state) {
        return new JudgeRecord(live, alone, state, share, looks, fixed, baseline, rarely, own);
    }

    public JudgeRecord withShare(ShareProcess process) {
        return new JudgeRecord(live, alone, returning, process, looks, fixed, baseline, rarely, own);
    }

    public JudgeRecord withLooks(Looks newLooks) {
        return new JudgeRecord(live, alone, returning, share, newLooks, fixed, baseline, rarely, own);
    }

    public JudgeRecord withFixed(FixedPace newFixed) {
        return new JudgeRecord(live, alone, returning, share, looks, newFixed, baseline, rarely, own);
    }

    public JudgeRecord withBaseline(Baseline newBaseline) {
        return new JudgeRecord(live, alone, returning, share, looks, fixed, newBaseline, rarely, own);
    }
}
