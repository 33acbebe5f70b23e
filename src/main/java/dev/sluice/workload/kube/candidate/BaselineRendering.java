package dev.sluice.workload.kube.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;

/**
 * Makes the baseline's Deployment out of the stable one. Its pods carry the stable pods' labels, so that whatever chooses
 * these chooses them, and one label more, by which it selects them: so it selects no stable pod. The stable Deployment
 * selects both, but takes only what no controller owns.
 */
public final class BaselineRendering {
    private static final String BASELINE = "baseline";

    private final WorkloadTarget target;

    public BaselineRendering(WorkloadTarget target) {
        this.target = target;
    }

    public ObjectNode deployment(JsonNode stable, ObjectNode serving, int replicas) {
        ObjectNode baseline = DeploymentCopy.deployment(target, target.baseline(), stable, replicas);
        baseline.withObjectProperty("metadata").withObjectProperty("labels").put(Marks.ROLE, BASELINE);
        ObjectNode spec = baseline.withObjectProperty("spec");
        spec.withObjectProperty("selector").withObjectProperty("matchLabels").put(Marks.ROLE, BASELINE);
        spec.set("template", template(serving));
        return baseline;
    }

    /** The serving template with the one label more. */
    public static ObjectNode template(ObjectNode serving) {
        ObjectNode template = serving.deepCopy();
        template.withObjectProperty("metadata").withObjectProperty("labels").put(Marks.ROLE, BASELINE);
        return template;
    }
}
