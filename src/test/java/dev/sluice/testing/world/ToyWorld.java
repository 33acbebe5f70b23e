package dev.sluice.testing.world;

import dev.sluice.core.engine.ReleaseEngine;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.pass.Capacity;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A release in the toy world: seconds pass, counters count, passes are made and cut off at random. */
public final class ToyWorld {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int GRACE = 8;

    private final ReleasePlan plan;
    private final RandomGenerator random;
    private final List<Intent> intents = new ArrayList<>();
    private final List<ReleaseState> records = new ArrayList<>();
    private Instant wake = START;
    private int notCounted;
    private @Nullable Weights landed;
    private int shortFor;
    private Instant disturbed = Instant.MIN;

    final ToyCluster cluster = new ToyCluster();
    public final ToyCounters counters;
    public final Subject subject =
            new Subject("checkout-1", 1, "rs-v1", new Template("v1"), new Template("v2"), List.of("v2"), START);

    public Instant now = START;
    public ReleaseState state = ReleaseState.start(START);
    public double crashRate;

    /** The newest decision; null before the first pass. */
    public @Nullable Decision decision;

    public boolean isPolicyDeleted;

    /** Whether somebody else takes the weight away right after each write, before it was read back. */
    public boolean isFought;

    public ToyWorld(ReleasePlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
        this.counters = new ToyCounters(random, START);
        cluster.template = "v2";
        records.add(state);
    }

    /** Lets seconds pass until the release is over, or until the limit. */
    public void run(Duration limit) {
        Instant end = now.plus(limit);
        while (now.isBefore(end) && !state.phase().isTerminal()) {
            second();
        }
    }

    /** Lets one second pass, with as many passes as the release asks for. */
    public void second() {
        now = now.plusSeconds(1);
        cluster.second();
        counters.second(now, cluster.routed, cluster.pods.getOrDefault("v2", 0) > 0);
        for (int pass = 0; pass < 6 && !wake.isAfter(now) && !state.phase().isTerminal(); pass++) {
            pass();
        }
        check();
    }

    private void pass() {
        Observation seen = observe();
        Decision next = ReleaseEngine.decide(plan, subject, state, seen);
        if (isKilled()) {
            return; // before anything was done: the next pass sees the old record
        }
        goBack(next, seen.traffic());
        if (isKilled()) {
            return; // between the way back and the record
        }
        decision = next;
        state = next.next();
        records.add(state);
        wake = now.plus(next.wakeAfter());
        for (Effect effect : next.effects()) {
            if (isKilled()) {
                wake = now;
                return; // between record and effect
            }
            try {
                perform(effect);
            } catch (PortException e) {
                wake = now.plusSeconds(1);
                return;
            }
        }
    }

    private boolean isKilled() {
        boolean isKilled = random.nextDouble() < crashRate;
        landed = isKilled ? null : landed;
        return isKilled;
    }

    private Observation observe() {
        Needs needs = ReleaseEngine.needs(plan, subject, state, now);
        return new Observation(
                now,
                cluster.view(subject.known(state)),
                route(),
                cluster.route() == null ? "VirtualService shop/checkout does not exist." : "",
                counters.answer(needs, plan, state, now),
                intents,
                isPolicyDeleted);
    }

    /** Traffic goes back to stable before the record, as the driver does it. */
    private void goBack(Decision next, @Nullable TrafficView seen) {
        boolean isOnTheWay = next.effects().stream().anyMatch(Effect::isWayBack);
        if (isOnTheWay && seen != null && !seen.configured().isStableOnly()) {
            try {
                perform(new Effect.Shift(Weights.STABLE, seen.version()));
            } catch (PortException e) {
                landed = null;
            }
        }
    }

    private void perform(Effect effect) throws PortException {
        long before = cluster.version;
        boolean isRouting = effect instanceof Effect.Shift || effect instanceof Effect.ClearRoute;
        landed = isRouting ? null : landed;
        effect.perform(cluster);
        if (isRouting) {
            landed = new Weights(cluster.routed);
            write(isFought ? 0 : cluster.routed);
        }
        // A change of the Deployment is watched: its event wakes the next pass at once.
        wake = cluster.version == before ? wake : now;
    }

    private @Nullable TrafficView route() {
        TrafficView view = cluster.route();
        return view != null && state.traffic().set().equals(landed) ? view.afterLanding() : view;
    }

    /** Somebody changes the Deployment's template. */
    public void template(String template) {
        cluster.template = template;
        cluster.version++;
        wake = now;
    }

    /** Somebody asks something. */
    public void ask(Intent.Kind kind) {
        intents.add(new Intent("i" + intents.size(), kind, "", "anna"));
        wake = now;
    }

    /** Somebody else writes the weights. */
    public void write(int weight) {
        if (!cluster.isClear) {
            cluster.writeRoute(weight);
        }
    }

    public void scale(int replicas) {
        cluster.desired = replicas;
        cluster.version++;
        disturbed = now;
        wake = now;
    }

    /** Somebody deletes the candidate, whatever it carries. */
    public void deleteCandidateByHand() {
        cluster.candidate = null;
        cluster.candidateSize = 0;
        cluster.candidateReady = 0;
        disturbed = now;
    }

    /** Somebody deletes the baseline. */
    public void deleteBaselineByHand() {
        cluster.baseline.delete();
    }

    public void baselineNeverReady() {
        cluster.baseline.neverReady = true;
    }

    /** Somebody has another Deployment of the baseline's name. */
    public void foreignBaseline() {
        cluster.baseline.isForeign = true;
    }

    /** There is room for the candidate's pods or for the baseline's. */
    public void noRoomForBoth() {
        cluster.hasNoRoom = true;
    }

    public boolean hasBaseline() {
        return cluster.baseline.template != null;
    }

    public int baselineSize() {
        return cluster.baseline.size;
    }

    public int baselineReady() {
        return cluster.baseline.ready;
    }

    /** How often a baseline was made. */
    public int baselinesMade() {
        return cluster.baseline.made;
    }

    public int candidateSize() {
        return cluster.candidateSize;
    }

    public int candidateReady() {
        return cluster.candidateReady;
    }

    public void autoscaler(@Nullable Integer floor) {
        cluster.floor = floor;
    }

    public void candidateNeverReady() {
        cluster.neverReady = true;
    }

    public void candidateCrashes() {
        cluster.crashes = true;
        cluster.candidateReady = 0;
    }

    public void candidateLosesPods(int left) {
        cluster.candidateReady = Math.min(cluster.candidateReady, left);
    }

    public void resumeByHand() {
        cluster.isPaused = false;
        cluster.version++;
        wake = now;
    }

    /** Somebody deletes the Deployment and makes it again, with the new template and as if nobody held it. */
    public void makeDeploymentAgain() {
        cluster.pods.clear();
        cluster.isPaused = false;
        cluster.version++;
        disturbed = now;
        wake = now;
    }

    public void deployment(boolean exists) {
        cluster.isGone = !exists;
        wake = now;
    }

    public void route(boolean exists) {
        cluster.isRouteBroken = !exists;
    }

    private void check() {
        require(cluster.violation.isEmpty(), cluster.violation);
        boolean isStarved = cluster.routed > 0 && cluster.candidate == null && !cluster.isRouteBroken;
        require(!isStarved || isInGrace(), "weight " + cluster.routed + " and no candidate");
        int ready = cluster.pods.values().stream().mapToInt(Integer::intValue).sum();
        boolean isShort = !cluster.isGone
                && !cluster.isRouteBroken
                && 100 - cluster.routed > Capacity.stableShare(ready, cluster.desired)
                && cluster.candidateReady >= cluster.desired;
        shortFor = isShort ? shortFor + 1 : 0;
        require(shortFor < GRACE || isInGrace(), "stable has more than its pods can carry, the candidate is whole");
        notCounted = counters.isAway ? notCounted + 1 : 0;
    }

    /** Somebody has just broken something; it takes a moment to mend. */
    private boolean isInGrace() {
        return now.isBefore(disturbed.plusSeconds(GRACE));
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + " at " + Duration.between(START, now) + " in " + this);
        }
    }

    /** Every state that was recorded, in order. */
    public List<ReleaseState> records() {
        return List.copyOf(records);
    }

    public boolean isClear() {
        return cluster.isClear && cluster.routed == 0;
    }

    public boolean hasCandidate() {
        return cluster.candidate != null;
    }

    public int weight() {
        return cluster.routed;
    }

    public @Nullable Integer floor() {
        return cluster.floor;
    }

    public boolean isPaused() {
        return cluster.isPaused;
    }

    /** Ready pods of the Deployment that run this template. */
    public int podsOf(String template) {
        return cluster.pods.getOrDefault(template, 0);
    }

    public int secondsWithoutData() {
        return notCounted;
    }

    @Override
    public String toString() {
        Phase phase = state.phase();
        return "%s, weight %d (set %s), pods %s, template %s, paused %s, candidate %s %d/%d"
                .formatted(
                        phase,
                        cluster.routed,
                        state.traffic().set(),
                        cluster.pods,
                        cluster.template,
                        cluster.isPaused,
                        cluster.candidate,
                        cluster.candidateReady,
                        cluster.candidateSize);
    }
}
