package dev.sluice.core.port;

/** Tells people what happened. Never fails the pass that tells. */
public interface Announcer {

    /** About a policy. */
    void policy(String namespace, String name, String uid, Announcement what);

    /** About a release. */
    void release(String namespace, String name, String uid, Announcement what);

    /**
     * What happened.
     *
     * @param reason one word in UpperCamelCase
     * @param isWarning whether somebody should look
     * @param sentence what was seen and what follows; never a secret
     */
    record Announcement(String reason, boolean isWarning, String sentence) {}
}
