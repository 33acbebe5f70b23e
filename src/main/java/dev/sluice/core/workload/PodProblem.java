package dev.sluice.core.workload;

/**
 * Why a pod does not get ready.
 *
 * @param isFatal whether waiting cannot help: a crash loop, an image that cannot be pulled, a configuration error
 * @param sentence what happened, with the pod's name and the container's last words
 */
public record PodProblem(String pod, String reason, boolean isFatal, String sentence) {}
