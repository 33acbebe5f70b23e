package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.candidate.Marks;

/** What is written on the user's Deployment to hold it, to let it roll and to let go of it. */
final class HoldPatch {
    private HoldPatch() {}

    static ObjectNode hold(WorkloadTarget target) {
        ObjectNode patch = paused(true);
        annotations(patch)
                .put(Marks.HELD_BY, Marks.holder(target))
                .put(Marks.LET_GO, howToLetGo(target))
                .putNull(Marks.LEFT_PAUSED);
        return patch;
    }

    static ObjectNode resume() {
        return paused(false);
    }

    static ObjectNode letGoAndResume() {
        ObjectNode patch = paused(false);
        annotations(patch).putNull(Marks.HELD_BY).putNull(Marks.LET_GO).putNull(Marks.LEFT_PAUSED);
        return patch;
    }

    static ObjectNode letGoAndLeavePaused(WorkloadTarget target) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        annotations(patch)
                .putNull(Marks.HELD_BY)
                .putNull(Marks.LET_GO)
                .put(
                        Marks.LEFT_PAUSED,
                        "The pod template is not the one that serves, and no policy judges it any more. To roll it "
                                + "out: " + resumeCommand(target));
        return patch;
    }

    private static String howToLetGo(WorkloadTarget target) {
        return "ReleasePolicy " + Marks.holder(target) + " keeps this Deployment paused, so that no change rolls out "
                + "unjudged. To let go: kubectl delete releasepolicy " + target.owner() + " -n " + target.namespace()
                + ". Where Sluice is gone: " + resumeCommand(target);
    }

    private static String resumeCommand(WorkloadTarget target) {
        return "kubectl rollout resume deployment/" + target.name() + " -n " + target.namespace();
    }

    private static ObjectNode paused(boolean isPaused) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("spec").put("paused", isPaused);
        return patch;
    }

    private static ObjectNode annotations(ObjectNode patch) {
        return patch.withObjectProperty("metadata").withObjectProperty("annotations");
    }
}
