package dev.sluice.core.release;

/**
 * Machine-readable reasons: first those of a release's decisions, documented in docs/reference/reasons.md, then those of a
 * policy's conditions while no release runs, documented in docs/reference/conditions.md. Some are both.
 */
public enum ReasonCode {
    WAITING_FOR_STABLE(Severity.NORMAL),
    CANDIDATE_STARTING(Severity.NORMAL),
    CANDIDATE_READY(Severity.NORMAL),
    BASELINE_STARTING(Severity.NORMAL),
    SCALING_CANDIDATE(Severity.NORMAL),
    SHIFTING_WEIGHT(Severity.NORMAL),
    SETTLING(Severity.NORMAL),
    ANALYSING(Severity.NORMAL),
    STEP_PASSED(Severity.NORMAL),
    BAKING(Severity.NORMAL),
    BAKED(Severity.NORMAL),
    ROLLING_DEPLOYMENT(Severity.NORMAL),
    DEPLOYMENT_ROLLED(Severity.NORMAL),
    RETURNING_TRAFFIC(Severity.NORMAL),
    DRAINING(Severity.NORMAL),
    PROMOTED(Severity.NORMAL),
    INTENT_CARRIED_OUT(Severity.NORMAL),
    INTENT_REFUSED(Severity.WARNING),
    WORSE_THAN_STABLE(Severity.WARNING),
    SLOWER_THAN_STABLE(Severity.WARNING),
    METRIC_OUT_OF_BOUNDS(Severity.WARNING),
    ABOVE_OBJECTIVE(Severity.WARNING),
    CANDIDATE_HANGS(Severity.WARNING),
    CANDIDATE_UNSTABLE(Severity.WARNING),
    SHARED_INCIDENT(Severity.WARNING),
    BUDGET_BURNING(Severity.WARNING),
    THRESHOLD_EXCEEDED(Severity.WARNING),
    ABOVE_CEILING(Severity.WARNING),
    STABLE_WORSE_AFTER_ROLL(Severity.WARNING),
    CANDIDATE_NOT_READY(Severity.WARNING),
    CANDIDATE_CRASHING(Severity.WARNING),
    CANDIDATE_FOREIGN(Severity.WARNING),
    CANDIDATE_LOST_PODS(Severity.WARNING),
    DEPLOYMENT_NOT_READY(Severity.WARNING),
    DEPLOYMENT_GONE(Severity.WARNING),
    SCALED_TO_ZERO(Severity.WARNING),
    NO_DATA(Severity.WARNING),
    NO_TRAFFIC(Severity.WARNING),
    SHARE_CONTRADICTED(Severity.WARNING),
    FOREIGN_WEIGHTS(Severity.WARNING),
    ROUTE_UNUSABLE(Severity.WARNING),
    BYPASSED(Severity.WARNING),
    INCONCLUSIVE(Severity.WARNING),
    PAUSED_BY_PERSON(Severity.NORMAL),
    ABORTED(Severity.WARNING),
    SUPERSEDED(Severity.NORMAL),
    TEMPLATE_TAKEN_BACK(Severity.NORMAL),
    POLICY_DELETED(Severity.NORMAL),
    ROLLED_BACK(Severity.WARNING),

    ADOPTING(Severity.NORMAL),
    ADOPTED(Severity.NORMAL),
    HOLDING(Severity.NORMAL),
    RESTARTING(Severity.NORMAL),
    SWEEPING(Severity.NORMAL),
    RELEASING(Severity.NORMAL),
    REFUSED(Severity.WARNING),
    AT_REST(Severity.NORMAL),
    GONE(Severity.NORMAL),
    VALID(Severity.NORMAL),
    INVALID(Severity.WARNING),
    CONFLICT(Severity.WARNING),
    WORKLOAD_MISSING(Severity.WARNING),
    WORKLOAD_UNUSABLE(Severity.WARNING),
    METRICS_UNREACHABLE(Severity.WARNING),
    REFUSED_BY_API(Severity.WARNING),
    HELD_UP(Severity.WARNING),
    RESUMED_BY_HAND(Severity.WARNING),
    AS_RECORDED(Severity.NORMAL),
    COUNTED(Severity.NORMAL),
    NO_SERIES(Severity.WARNING),
    UNREACHABLE(Severity.WARNING),
    NOTHING_FOUND(Severity.NORMAL),
    LEAVES_CANDIDATE_OUT(Severity.WARNING);

    /** How an event about it is typed. */
    public enum Severity {
        NORMAL,
        WARNING
    }

    private final Severity severity;

    ReasonCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** The code as objects show it, such as {@code WorseThanStable}. */
    public String title() {
        StringBuilder title = new StringBuilder();
        for (String word : name().split("_", -1)) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return title.toString();
    }
}
