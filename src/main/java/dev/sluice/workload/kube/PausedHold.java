package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.Hold;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.Marks;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Keeps the Deployment paused at rest: Kubernetes records a new template then, and starts no pod of it. */
public final class PausedHold implements Hold {
    private final ApiObjects objects;

    public PausedHold(KubernetesClient client) {
        this.objects = new ApiObjects(client);
    }

    @Override
    public boolean isAtRest(WorkloadTarget target, DeploymentView deployment) {
        return deployment.isPaused() && Marks.holder(target).equals(deployment.heldBy());
    }

    @Override
    public void rest(WorkloadTarget target, String version) throws PortException {
        hold(target, version);
    }

    @Override
    public void hold(WorkloadTarget target, String version) throws PortException {
        ObjectName name = TargetNames.deployment(target);
        write(name, objects.require(name), HoldPatch.hold(target), version);
    }

    @Override
    public void resume(WorkloadTarget target, String version) throws PortException {
        ObjectName name = TargetNames.deployment(target);
        write(name, objects.require(name), HoldPatch.resume(), version);
    }

    @Override
    public void letGo(WorkloadTarget target, boolean resume, String version) throws PortException {
        ObjectName name = TargetNames.deployment(target);
        Optional<ObjectNode> live = objects.find(name);
        if (live.isPresent() && !isHeldByAnother(live.get(), target)) {
            write(name, live.get(), letGoPatch(live.get(), target, resume), version);
        }
    }

    /** What rolls already is not called paused. */
    private static ObjectNode letGoPatch(ObjectNode live, WorkloadTarget target, boolean resume) {
        return resume || !Fields.isPaused(live) ? HoldPatch.letGoAndResume() : HoldPatch.letGoAndLeavePaused(target);
    }

    private void write(ObjectName name, ObjectNode live, ObjectNode patch, String version) throws PortException {
        ObjectNode rest = MergePatch.remaining(live, patch);
        if (!rest.isEmpty()) {
            objects.mergePatch(name, version.isEmpty() ? rest : MergePatch.at(version, rest));
        }
    }

    private static boolean isHeldByAnother(ObjectNode deployment, WorkloadTarget target) {
        String holder = Marks.heldBy(deployment);
        return !holder.isEmpty() && !holder.equals(Marks.holder(target));
    }
}
