package dev.sluice.sim.release;

import dev.sluice.core.engine.ReleaseEngine;
import dev.sluice.core.judge.threshold.BurnRate;
import dev.sluice.core.metric.Capability;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricPreset;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.pass.OwnRequests;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.sim.release.Course.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** One release in virtual time: it jumps from wake-up to scrape to ready pod, and makes the passes that are due. */
final class VirtualRelease {

    private static final String ERRORS_ONLY = "a virtual release has errors and nothing else";
    private static final Instant START = Instant.EPOCH;
    private static final Duration HISTORY = Duration.ofHours(1);

    /** No pass of a sound engine asks for another one at once this often. */
    private static final int PASSES_AT_ONCE = 100;

    private static final Subject SUBJECT = new Subject(
            "checkout-1",
            1,
            VirtualCluster.SERVING_UID,
            VirtualCluster.SERVING,
            VirtualCluster.JUDGED,
            List.of("checkout"),
            START);

    private final ReleasePlan plan;
    private final boolean armsShareTarget;
    private final long scrape;
    private final long faultAt;
    private final VirtualCluster cluster;
    private final VirtualCounters counters;

    private long now;
    private long wake;
    private long nextScrape;
    private int passesAtOnce;
    private ReleaseState state = ReleaseState.start(START);

    VirtualRelease(ReleasePlan plan, Setting setting, Version version, RandomGenerator random) {
        // Nothing else is simulated, so nothing else is asked for: the new version is as fast as it has to be.
        this.plan = plan.with(plan.analysis().failuresOnly());
        this.armsShareTarget = MetricPreset.named(plan.metrics().preset())
                .map(preset -> preset.canGive(Capability.ARMS_SHARE_TARGET))
                .orElse(false);
        this.scrape = setting.scrape().toMillis();
        this.faultAt = version.from().toMillis();
        this.cluster = new VirtualCluster(setting);
        this.counters = new VirtualCounters(setting, version, random);
        this.nextScrape = 1 + random.nextLong(scrape);
    }

    Course run(long limit) {
        while (!isOver() && now < limit) {
            long next = Math.min(Math.min(wake, nextScrape), cluster.nextReady());
            jump(Math.min(limit, now < faultAt ? Math.min(next, faultAt) : next));
            if (now == nextScrape) {
                counters.scrape(instant());
                nextScrape += scrape;
            }
            if (wake <= now) {
                pass();
            }
        }
        return course();
    }

    private boolean isOver() {
        return state.phase().isTerminal() || state.phase() == Phase.PAUSED;
    }

    private void jump(long to) {
        passesAtOnce = to > now ? 0 : passesAtOnce;
        if (to == now) {
            return;
        }
        boolean changes = to == nextScrape || to == faultAt || to == cluster.nextReady();
        if (changes) {
            draw(to);
        }
        now = to;
        if (cluster.advance(to)) {
            wake = to;
        }
    }

    private void draw(long to) {
        counters.draw(to, cluster.weight(), cluster.judgedShareOfStable());
    }

    private void pass() {
        if (++passesAtOnce > PASSES_AT_ONCE) {
            throw new IllegalStateException("the release doesn't get on in " + state.phase());
        }
        Decision decision = ReleaseEngine.decide(plan, SUBJECT, state, observe());
        state = decision.next();
        wake = now + millis(decision.wakeAfter());
        if (!decision.effects().isEmpty()) {
            draw(now);
            decision.effects().forEach(this::perform);
        }
    }

    /** Rounded up: a pass that came too early by less than a millisecond would have to be made again. */
    private static long millis(Duration duration) {
        return duration.plusNanos(999_999).toMillis();
    }

    /** A change of the Deployment is watched, so its event wakes the next pass. */
    private void perform(Effect effect) {
        long before = cluster.version();
        try {
            effect.perform(cluster);
        } catch (PortException e) {
            throw new IllegalStateException("a virtual cluster refuses nothing", e);
        }
        wake = cluster.version() == before ? wake : now;
    }

    private Observation observe() {
        WorkloadView workload = cluster.view(SUBJECT.known(state));
        Needs needs = ReleaseEngine.needs(plan, SUBJECT, state, instant());
        return new Observation(
                instant(), workload, cluster.route(), "", counted(needs, workload.canBegin()), List.of(), false);
    }

    private Counted counted(Needs needs, boolean canBegin) {
        return new Counted(
                armsShareTarget,
                needs.has(Needs.Question.INCREMENTS)
                        ? new Measurement.Value<>(
                                counters.since(state.judge().looks().cursor(), instant()))
                        : null,
                needs.has(Needs.Question.HISTORY) && canBegin
                        ? new Measurement.Value<>(counters.history(HISTORY, instant()))
                        : null,
                needs.has(Needs.Question.PROFILE) ? new Measurement.Missing<>(ERRORS_ONLY) : null,
                needs.has(Needs.Question.PERCENTILE) ? new Measurement.Value<>(Duration.ZERO) : null,
                needs.has(Needs.Question.SERVICE)
                        ? new Measurement.Value<>(counters.service(BurnRate.WINDOWS, START, instant()))
                        : null,
                needs.has(Needs.Question.NEIGHBOURS) ? new Measurement.Missing<>(ERRORS_ONLY) : null,
                List.of(),
                needs.has(Needs.Question.QUIET) ? ownRequests() : null);
    }

    private Measurement<Cell> ownRequests() {
        int requests = OwnRequests.due(plan, state, instant());
        return new Measurement.Value<>(counters.own(requests, cluster.weight(), instant()));
    }

    private Instant instant() {
        return START.plusMillis(now);
    }

    private Course course() {
        draw(now);
        Ending ending = ending();
        long at = ending == Ending.ROLLED_BACK ? cluster.stableOnlySince() : now;
        return new Course(
                ending,
                Duration.ofMillis(at),
                counters.versionRequests(),
                counters.versionErrors(),
                Duration.ofMillis(Math.round(cluster.extraPodMillis())));
    }

    private Ending ending() {
        return switch (state.phase()) {
            case SUCCEEDED -> Ending.PROMOTED;
            case PAUSED -> state.isCondemned() ? Ending.ROLLED_BACK : Ending.PAUSED;
            case ROLLED_BACK, SUPERSEDED, WITHDRAWN -> Ending.ROLLED_BACK;
            default -> Ending.UNDER_WAY;
        };
    }
}
