package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.Marks;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.SpecPatch;
import dev.sluice.workload.kube.tree.TemplateForm;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Creates, changes and deletes what a policy made, and nothing that another did. */
final class OwnObjects {
    private static final List<String> DEPLOYMENT_FIELDS =
            List.of("template", "replicas", "paused", "minReadySeconds", "progressDeadlineSeconds");

    private final ApiObjects objects;
    private final WorkloadTarget target;

    OwnObjects(ApiObjects objects, WorkloadTarget target) {
        this.objects = objects;
        this.target = target;
    }

    /**
     * The object as it is now.
     *
     * @throws PortException REJECTED when it is not ours
     */
    Optional<ObjectNode> find(ObjectName name) throws PortException {
        Optional<ObjectNode> live = objects.find(name);
        if (live.isPresent()) {
            Marks.requireOurs(name, live.get(), target);
        }
        return live;
    }

    /** Brings the object's spec to what is wanted in these fields. */
    void keep(ObjectName name, Optional<ObjectNode> live, ObjectNode wanted, Collection<String> fields)
            throws PortException {
        if (live.isEmpty()) {
            objects.create(name, wanted);
            return;
        }
        SpecPatch patch = SpecPatch.of(live.get(), Fields.spec(wanted), fields);
        if (!patch.isEmpty()) {
            objects.jsonPatch(name, patch.at(Fields.resourceVersion(live.get())));
        }
    }

    void keepDeployment(ObjectName name, Optional<ObjectNode> live, ObjectNode wanted) throws PortException {
        if (live.isPresent() && !selectorForm(live.get()).equals(selectorForm(wanted))) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    name + " selects its pods by another label than it would now, which cannot be changed; delete it "
                            + "with kubectl delete " + name.forKubectl());
        }
        keep(name, live, wanted, DEPLOYMENT_FIELDS);
    }

    /** Leaves alone what is not ours. */
    void delete(ObjectName name) throws PortException {
        Optional<ObjectNode> live = objects.find(name);
        if (live.isPresent() && Marks.isOurs(live.get(), target)) {
            objects.delete(name, live.get());
        }
    }

    private static JsonNode selectorForm(JsonNode deployment) {
        return TemplateForm.of("", Fields.spec(deployment).path("selector"));
    }
}
