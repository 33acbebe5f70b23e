package dev.sluice.operator;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.core.engine.ReleaseEngine;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.Announcer.Announcement;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.Weights;
import dev.sluice.operator.record.ReleaseObjects;
import dev.sluice.operator.record.ReleaseStatuses;
import dev.sluice.operator.record.ReleaseStore;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** One pass of a release: observe, decide, record, act; only traffic that goes back to stable does not wait for the record. */
final class ReleaseDriver {

    private static final Logger LOG = Logger.getLogger(ReleaseDriver.class);

    private final Ports ports;
    private final ReleaseStore store;
    private final Observer observer;
    private final ReleaseMeters meters;

    /** The weights that this process wrote last. What another one wrote it can't know. */
    private final Map<Key, Weights> landed = new ConcurrentHashMap<>();

    ReleaseDriver(Ports ports, ReleaseStore store, ReleaseMeters meters) {
        this.ports = ports;
        this.store = store;
        this.observer = new Observer(ports);
        this.meters = meters;
    }

    /** A release; another one may get the name of one that was deleted. */
    private record Key(String namespace, String name, String uid) {

        static Key of(Release release) {
            return new Key(
                    release.getMetadata().getNamespace(),
                    release.getMetadata().getName(),
                    release.getMetadata().getUid());
        }
    }

    /** What a pass left behind: the recorded object and what was decided. */
    record Outcome(Release release, Decision decision) {}

    /**
     * Makes one pass.
     *
     * @throws PortException when the outside could not be read, recorded or changed; the pass can be made again
     */
    Outcome pass(ReleasePlan plan, Release release, boolean isPolicyDeleted) throws PortException {
        Instant now = ports.clock().instant();
        ReleaseState state = ReleaseObjects.state(release, now);
        Key key = Key.of(release);
        Observation seen = observer.observe(new Observer.Pass(
                plan,
                ReleaseObjects.subject(release),
                state,
                ReleaseObjects.intents(release),
                isPolicyDeleted,
                landed.get(key)));
        Decision decision = ReleaseEngine.decide(plan, ReleaseObjects.subject(release), state, seen);
        EffectRunner effects = new EffectRunner(ports, plan, landed.get(key));
        effects.goBack(decision.effects(), seen.traffic());
        Release recorded = record(plan, release, decision, seen.counted().armsShareTarget());
        announce(release, state, decision);
        meters.seen(release, decision);
        JudgeRecord.Looks looks = decision.next().judge().looks();
        meters.answered(plan.metrics().address(), looks.isOutage() ? looks.problem() : "");
        act(key, decision, effects);
        return new Outcome(recorded, decision);
    }

    /** Forgets a release that is there no more, though it did not end. */
    void forget(String namespace, String name) {
        landed.keySet()
                .removeIf(key -> key.namespace().equals(namespace) && key.name().equals(name));
        meters.forget(namespace, name);
    }

    private void act(Key key, Decision decision, EffectRunner effects) throws PortException {
        try {
            effects.run(decision.effects());
        } finally {
            boolean isOver = decision.next().phase().isTerminal();
            landed.compute(
                    key, (any, before) -> isOver ? null : effects.landed().orElse(null));
        }
    }

    private Release record(ReleasePlan plan, Release release, Decision decision, boolean armsShareTarget)
            throws PortException {
        ReleaseStatus status = ReleaseStatuses.next(
                release, plan, decision, armsShareTarget, ports.clock().instant());
        if (ReleaseStatuses.isSame(release.getStatus(), status)) {
            return release;
        }
        Release next = new Release();
        next.setMetadata(release.getMetadata());
        next.setSpec(release.getSpec());
        next.setStatus(status);
        return store.updateStatus(next);
    }

    private void announce(Release release, ReleaseState before, Decision decision) {
        String last = release.getStatus() == null ? null : release.getStatus().verdict;
        String reason = decision.reason().code().title();
        boolean isTransition = before.phase() != decision.next().phase();
        boolean isNews = isTransition
                || !before.traffic().set().equals(decision.next().traffic().set())
                || (!reason.equals(last) && isWarning(decision));
        String namespace = release.getMetadata().getNamespace();
        String name = release.getMetadata().getName();
        if (isTransition) {
            LOG.infof(
                    "release %s/%s: %s -> %s (%s): %s",
                    namespace,
                    name,
                    before.phase().title(),
                    decision.next().phase().title(),
                    reason,
                    decision.reason().sentence());
        }
        if (isNews) {
            ports.announcer()
                    .release(
                            namespace,
                            name,
                            release.getMetadata().getUid(),
                            new Announcement(
                                    reason,
                                    isWarning(decision),
                                    decision.reason().sentence()));
        }
    }

    private static boolean isWarning(Decision decision) {
        return decision.reason().code().severity() == ReasonCode.Severity.WARNING;
    }
}
