package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.BaselineRendering;
import dev.sluice.workload.kube.tree.Templates;
import org.jspecify.annotations.Nullable;

/** Creates, changes, scales and deletes the baseline. */
final class BaselineKeeper {
    private final ApiObjects objects;

    BaselineKeeper(ApiObjects objects) {
        this.objects = objects;
    }

    /** Whether the baseline's template, as it stands now, is what is made of the serving one; a restart makes no odds. */
    static boolean isMadeFrom(@Nullable ObjectNode serving, JsonNode baseline) {
        return serving != null
                && Templates.areSameButForRestart(BaselineRendering.template(serving), Templates.of(baseline));
    }

    void start(WorkloadTarget target, Template template, int replicas) throws PortException {
        OwnObjects own = new OwnObjects(objects, target);
        ObjectNode stable = objects.require(TargetNames.deployment(target));
        ObjectName name = TargetNames.baseline(target);
        own.keepDeployment(
                name,
                own.find(name),
                new BaselineRendering(target).deployment(stable, Templates.parsed(template), replicas));
    }

    void delete(WorkloadTarget target) throws PortException {
        new OwnObjects(objects, target).delete(TargetNames.baseline(target));
    }
}
