package dev.sluice.core.workload;

import java.util.List;

/**
 * The candidate Deployment and its Service.
 *
 * @param isOurs whether both carry the policy's UID; nothing else is ever touched
 * @param isJudged whether its template was made from the judged one
 * @param hasService whether its Service exists
 * @param desired its spec.replicas
 * @param ready its ready pods of its present template; none counts while another ready pod answers under its name
 * @param isDeadlineExceeded whether the Deployment controller gave up waiting
 * @param problems why pods do not get ready
 * @param pods its pods of its present template, in order of their names
 */
public record CandidateView(
        boolean isOurs,
        boolean isJudged,
        boolean hasService,
        int desired,
        int ready,
        boolean isDeadlineExceeded,
        List<PodProblem> problems,
        List<PodHealth> pods) {
    public CandidateView {
        problems = List.copyOf(problems);
        pods = List.copyOf(pods);
    }

    /** Container restarts of its pods, summed. */
    public int restarts() {
        return pods.stream().mapToInt(PodHealth::restarts).sum();
    }
}
