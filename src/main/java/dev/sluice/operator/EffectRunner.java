package dev.sluice.operator;

import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Effect;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.Template;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries effects out through the ports, in order; the first failure ends it. */
final class EffectRunner implements Effect.Performer {

    private static final Logger LOG = Logger.getLogger(EffectRunner.class);

    private final Ports ports;
    private final ReleasePlan plan;
    private @Nullable Weights landed;

    /** Knows of no earlier effects. */
    EffectRunner(Ports ports, ReleasePlan plan) {
        this(ports, plan, null);
    }

    /**
     * Goes on from earlier effects.
     *
     * @param landed the weights that are known to have been written last; null when nobody knows
     */
    EffectRunner(Ports ports, ReleasePlan plan, @Nullable Weights landed) {
        this.ports = ports;
        this.plan = plan;
        this.landed = landed;
    }

    /** The weights that are known to have been written last; empty when nobody knows, as after a write that failed. */
    Optional<Weights> landed() {
        return Optional.ofNullable(landed);
    }

    void run(List<Effect> effects) throws PortException {
        for (Effect effect : effects) {
            effect.perform(this);
        }
    }

    /**
     * Sends all traffic to stable ahead of the record, where the effects are going to anyway and the route is still as it
     * was seen. Should the process die before the record, the next pass sees what this one saw and decides the same.
     * What goes wrong here comes up again when the effects run.
     */
    void goBack(List<Effect> effects, @Nullable TrafficView seen) {
        boolean isOnTheWay = effects.stream().anyMatch(Effect::isWayBack);
        if (!isOnTheWay || seen == null || seen.configured().isStableOnly()) {
            return;
        }
        try {
            shift(Weights.STABLE, seen.version());
        } catch (PortException e) {
            LOG.debugf(
                    "%s: traffic goes back after the record: %s", plan.traffic().service(), e.getMessage());
        }
    }

    @Override
    public void shift(Weights weights, String version) throws PortException {
        landed = null;
        ports.traffic().shift(plan.traffic(), weights, version);
        landed = weights;
    }

    @Override
    public void clearRoute() throws PortException {
        landed = null;
        ports.traffic().clear(plan.traffic());
        landed = Weights.STABLE;
    }

    @Override
    public void rest(String version) throws PortException {
        ports.hold().rest(plan.workload(), version);
    }

    @Override
    public void hold(String version) throws PortException {
        ports.hold().hold(plan.workload(), version);
    }

    @Override
    public void resume(String version) throws PortException {
        ports.hold().resume(plan.workload(), version);
    }

    @Override
    public void restore(Template template, String version) throws PortException {
        ports.workload().restore(plan.workload(), template, version);
    }

    @Override
    public void serveOnly(String replicaSetUid) throws PortException {
        ports.workload().serveOnly(plan.workload(), replicaSetUid);
    }

    @Override
    public void sizeCandidate(Template template, int replicas) throws PortException {
        ports.workload().startCandidate(plan.workload(), template, replicas);
    }

    @Override
    public void deleteCandidate() throws PortException {
        ports.workload().deleteCandidate(plan.workload());
    }

    @Override
    public void sizeBaseline(Template template, int replicas) throws PortException {
        ports.workload().startBaseline(plan.workload(), template, replicas);
    }

    @Override
    public void deleteBaseline() throws PortException {
        ports.workload().deleteBaseline(plan.workload());
    }

    @Override
    public void setAutoscalerFloor(int minReplicas) throws PortException {
        ports.workload().setAutoscalerFloor(plan.workload(), minReplicas);
    }
}
