package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.tree.SpecPatch;
import dev.sluice.workload.kube.tree.Templates;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Deployments on a Kubernetes API server. */
public final class DeploymentGateway implements WorkloadGateway {
    private final ApiObjects objects;

    public DeploymentGateway(KubernetesClient client) {
        this.objects = new ApiObjects(client);
    }

    @Override
    public WorkloadView view(WorkloadTarget target, KnownTemplates known) throws PortException {
        return new WorkloadReader(objects).view(target, known);
    }

    @Override
    public List<FieldError> preflight(WorkloadTarget target) throws PortException {
        return new Preflight(objects).errors(target);
    }

    @Override
    public List<String> warnings(WorkloadTarget target) throws PortException {
        return new PodChoosers(objects).warnings(target);
    }

    @Override
    public void restore(WorkloadTarget target, Template template, String version) throws PortException {
        ObjectName name = TargetNames.deployment(target);
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        wanted.set("template", Templates.parsed(template));
        wanted.put("paused", false);
        SpecPatch patch = SpecPatch.of(objects.require(name), wanted, List.of("template", "paused"));
        if (!patch.isEmpty()) {
            objects.jsonPatch(name, patch.at(version));
        }
    }

    @Override
    public void serveOnly(WorkloadTarget target, String replicaSetUid) throws PortException {
        new ReplicaSets(objects).serveOnly(target, replicaSetUid);
    }

    @Override
    public boolean isSame(Template one, Template other) throws PortException {
        return Templates.areSame(Templates.parsed(one), Templates.parsed(other));
    }

    @Override
    public void startCandidate(WorkloadTarget target, Template template, int replicas) throws PortException {
        new CandidateKeeper(objects).start(target, template, replicas);
    }

    @Override
    public void deleteCandidate(WorkloadTarget target) throws PortException {
        new CandidateKeeper(objects).delete(target);
    }

    @Override
    public void startBaseline(WorkloadTarget target, Template template, int replicas) throws PortException {
        new BaselineKeeper(objects).start(target, template, replicas);
    }

    @Override
    public void deleteBaseline(WorkloadTarget target) throws PortException {
        new BaselineKeeper(objects).delete(target);
    }

    @Override
    public void setAutoscalerFloor(WorkloadTarget target, int minReplicas) throws PortException {
        new Autoscalers(objects).setFloor(target, minReplicas);
    }
}
