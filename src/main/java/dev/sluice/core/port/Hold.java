package dev.sluice.core.port;

import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.WorkloadTarget;

/**
 * A way to keep changes of a governed Deployment from rolling out by themselves. Scaling and the replacement of lost pods
 * go on under every way. Every write is level-based: repeated, it changes nothing. One that takes a version is refused
 * (TRANSIENT) when the Deployment has changed since the view that it was decided on.
 */
public interface Hold {

    /**
     * Whether the Deployment stands as this way keeps one while the serving template is in place: by this policy, and so
     * that a change would not roll. Asks nobody.
     */
    boolean isAtRest(WorkloadTarget target, DeploymentView deployment);

    /**
     * Brings a Deployment whose template serves to where {@link #isAtRest} holds, and annotates who holds it and how to
     * let go.
     */
    void rest(WorkloadTarget target, String version) throws PortException;

    /**
     * Stops the Deployment at once, whatever its template: no further pod of it starts. Annotates as {@link #rest} does.
     *
     * @param version empty where any version will do
     */
    void hold(WorkloadTarget target, String version) throws PortException;

    /** Lets the Deployment's template roll out natively, still under the annotation. */
    void resume(WorkloadTarget target, String version) throws PortException;

    /**
     * Lets go of the Deployment: removes what this way has put on it, and resumes it if {@code resume}, else leaves it
     * stopped with an annotation that names the command. Leaves alone what another policy holds. Succeeds when the
     * Deployment is gone.
     *
     * @param version the version that {@code resume} was decided on: a template that came after it must not roll unjudged
     */
    void letGo(WorkloadTarget target, boolean resume, String version) throws PortException;
}
