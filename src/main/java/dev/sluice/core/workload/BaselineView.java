package dev.sluice.core.workload;

import java.util.List;

/**
 * The baseline: a copy of the stable version beside the candidate. Its pods are behind the stable Service; they count
 * neither as stable capacity nor as the candidate's.
 *
 * @param isOurs whether it carries the policy's UID; nothing else is ever touched
 * @param isCopy whether its template was made from the serving one
 * @param desired its spec.replicas
 * @param ready its ready pods of its present template
 * @param problems why pods do not get ready
 * @param pods its pods of its present template, in order of their names
 */
public record BaselineView(
        boolean isOurs, boolean isCopy, int desired, int ready, List<PodProblem> problems, List<PodHealth> pods) {
    public BaselineView {
        problems = List.copyOf(problems);
        pods = List.copyOf(pods);
    }

    /** Whether it can be compared with: a copy of what serves, with all its pods ready. */
    public boolean isWhole() {
        return isOurs && isCopy && desired > 0 && ready >= desired;
    }
}
