package dev.sluice.core.workload;

import java.util.List;

/**
 * The user's Deployment.
 *
 * @param version resourceVersion; writes decided on this view carry it
 * @param generation metadata.generation
 * @param isPaused spec.paused
 * @param heldBy the policy named in the hold annotation; empty when nobody holds it
 * @param desired spec.replicas
 * @param template the pod template
 * @param templateState how it relates to the record
 * @param images images of the template's containers, in order
 */
public record DeploymentView(
        String version,
        long generation,
        boolean isPaused,
        String heldBy,
        int desired,
        Template template,
        TemplateState templateState,
        List<String> images) {
    public DeploymentView {
        images = List.copyOf(images);
    }
}
