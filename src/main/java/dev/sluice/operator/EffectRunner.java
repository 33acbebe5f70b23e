package dev.sluice.operator;

import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Effect;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.Template;
import java.util.List;

/** Carries effects out through the ports, in order; the first failure ends it. */
final class EffectRunner implements Effect.Performer {

    private final Ports ports;
    private final ReleasePlan plan;

    EffectRunner(Ports ports, ReleasePlan plan) {
        this.ports = ports;
        this.plan = plan;
    }

    void run(List<Effect> effects) throws PortException {
        for (Effect effect : effects) {
            effect.perform(this);
        }
    }

    /** Only what sends traffic back to stable: that runs even when nothing could be recorded. */
    void runWayBack(List<Effect> effects) throws PortException {
        run(effects.stream().filter(Effect::isWayBack).toList());
    }

    @Override
    public void shift(Weights weights, String version) throws PortException {
        ports.traffic().shift(plan.traffic(), weights, version);
    }

    @Override
    public void clearRoute() throws PortException {
        ports.traffic().clear(plan.traffic());
    }

    @Override
    public void hold(String version) throws PortException {
        ports.workload().hold(plan.workload(), version);
    }

    @Override
    public void resume(String version) throws PortException {
        ports.workload().resume(plan.workload(), version);
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
    public void setAutoscalerFloor(int minReplicas) throws PortException {
        ports.workload().setAutoscalerFloor(plan.workload(), minReplicas);
    }
}
