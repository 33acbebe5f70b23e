package dev.sluice.sim.release;

import dev.sluice.sim.release.Course.Ending;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A canary by the clock and fixed limits, as Flagger runs it: a check once an interval, on the candidate's requests of
 * that interval alone. A check that passes goes one step up, or promotes at the last; a failed one stays, and after so
 * many in all the traffic goes back. An interval without requests is a failed check too. The candidate runs at full size.
 *
 * <p>Two things are better here than there: the traffic goes back at the failed check, not an interval after it, and the
 * counts are those of exactly the interval.
 *
 * @param steps the candidate's weights in percent
 * @param interval between two checks
 * @param successRate least ratio of requests that must succeed in an interval
 * @param threshold so many failed checks send the traffic back
 * @param limit after so much virtual time it counts as still under way
 * @see <a href="https://docs.flagger.app/usage/how-it-works">How Flagger works</a>
 */
public record FixedRule(List<Integer> steps, Duration interval, double successRate, int threshold, Duration limit)
        implements Rollout {

    public FixedRule {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || interval.toMillis() <= 0 || threshold < 1 || !(successRate >= 0 && successRate <= 1)) {
            throw new IllegalArgumentException("no rollout ends with these settings");
        }
    }

    /** The same rule with another limit. */
    public FixedRule within(Duration newLimit) {
        return new FixedRule(steps, interval, successRate, threshold, newLimit);
    }

    @Override
    public Course run(Setting setting, Version version, RandomGenerator random) {
        VirtualCounters counters = new VirtualCounters(setting, version, random);
        long ready = setting.readyAfter().toMillis();
        counters.draw(ready, 0, 0);
        long now = ready;
        int step = 0;
        int failed = 0;
        Ending ending = Ending.UNDER_WAY;
        while (ending == Ending.UNDER_WAY && now < limit.toMillis()) {
            long requests = counters.versionRequests();
            long errors = counters.versionErrors();
            now = interval(counters, now, steps.get(step), version);
            if (passes(counters.versionRequests() - requests, counters.versionErrors() - errors)) {
                step++;
                ending = step == steps.size() ? Ending.PROMOTED : ending;
            } else {
                failed++;
                ending = failed == threshold ? Ending.ROLLED_BACK : ending;
            }
        }
        Duration at = Duration.ofMillis(now);
        return new Course(
                ending, at, counters.versionRequests(), counters.versionErrors(), at.multipliedBy(setting.replicas()));
    }

    /** Counts one interval, in two parts if the fault sets in within it. */
    private long interval(VirtualCounters counters, long from, int weight, Version version) {
        long to = from + interval.toMillis();
        long fault = version.from().toMillis();
        if (fault > from && fault < to) {
            counters.draw(fault, weight, 0);
        }
        counters.draw(to, weight, 0);
        return to;
    }

    private boolean passes(long requests, long errors) {
        return requests > 0 && requests - errors >= successRate * requests;
    }
}
