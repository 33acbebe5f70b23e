package dev.sluice.core.workload;

/** How the Deployment's pod template relates to what is on record; compared as the Deployment controller does. */
public enum TemplateState {
    /** The template that serves. */
    SERVING,
    /** The serving template but for the restart annotation: a restart, not a release. */
    RESTARTED,
    /** The template that the running release judges. */
    JUDGED,
    /** Another one. */
    OTHER
}
