package dev.sluice.core.port;

import dev.sluice.core.policy.FieldError;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import java.util.List;

/**
 * The user's Deployment and the candidate beside it. Every write is level-based: repeated, it changes nothing. Writes
 * that take a version are refused (TRANSIENT) when the Deployment has changed since the view that they were decided on.
 */
public interface WorkloadGateway {

    /**
     * Reads Deployment, ReplicaSets, pods, candidate, baseline and autoscaler.
     *
     * @throws PortException ABSENT when the Deployment is missing
     */
    WorkloadView view(WorkloadTarget target, KnownTemplates known) throws PortException;

    /**
     * What stands against governing this workload: a missing Service, one that selects no pod of the Deployment, a
     * Service that would also select candidate pods. Paths are those of the policy.
     */
    List<FieldError> preflight(WorkloadTarget target) throws PortException;

    /**
     * What stops nothing and should be known: objects of the namespace that choose the stable pods by a label which has
     * another value on candidate pods, such as a NetworkPolicy. A sentence each. A kind that the cluster does not have or
     * that may not be read counts for nothing. Costs a request a kind, so it is not for every pass.
     */
    List<String> warnings(WorkloadTarget target) throws PortException;

    /** Restores a stored pod template, as {@code kubectl rollout undo} does, and resumes so that it rolls. */
    void restore(WorkloadTarget target, Template template, String version) throws PortException;

    /**
     * Lets only this ReplicaSet of the paused Deployment have pods: others go to 0, and it goes to the desired size.
     * Where it is whole, the others go at once. Until then as many of their ready pods stay as are missing, within the
     * surge of the Deployment's strategy, and repeated calls bring it to its end; at most one of the desired pods is
     * missing on the way because of it. None stay under the strategy Recreate, nor where a single pod is desired.
     * The Deployment's template stays as it is.
     *
     * @throws PortException REJECTED when the Deployment is not paused; ABSENT when the ReplicaSet is gone
     */
    void serveOnly(WorkloadTarget target, String replicaSetUid) throws PortException;

    /**
     * Creates the candidate Deployment and Service, or brings them to this template and size.
     *
     * @throws PortException REJECTED when an object of that name exists that is not ours
     */
    void startCandidate(WorkloadTarget target, Template template, int replicas) throws PortException;

    /**
     * Deletes candidate Deployment and Service if they are ours; does nothing when they are gone.
     *
     * @throws PortException TRANSIENT when another object took the name meanwhile, which is left alone
     */
    void deleteCandidate(WorkloadTarget target) throws PortException;

    /**
     * Creates the baseline, or brings it to this template and size: a Deployment whose pods are behind the Services of the
     * stable pods, by the same labels, and which no controller takes for the stable Deployment's.
     *
     * @throws PortException REJECTED when an object of that name exists that is not ours
     */
    void startBaseline(WorkloadTarget target, Template template, int replicas) throws PortException;

    /**
     * Deletes the baseline if it is ours; does nothing when it is gone.
     *
     * @throws PortException TRANSIENT when another object took the name meanwhile, which is left alone
     */
    void deleteBaseline(WorkloadTarget target) throws PortException;

    /** Sets minReplicas of the autoscaler on the Deployment; does nothing when there is none. */
    void setAutoscalerFloor(WorkloadTarget target, int minReplicas) throws PortException;

    /**
     * Whether two templates are the same to the Deployment controller.
     *
     * @throws PortException REJECTED when one of them is no template
     */
    boolean isSame(Template one, Template other) throws PortException;
}
