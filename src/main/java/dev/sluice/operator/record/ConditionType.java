package dev.sluice.operator.record;

import dev.sluice.core.release.ReasonCode;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The conditions of a policy, and which reasons each can have; those of a release are the first three. */
public enum ConditionType {
    /** Sums up: whether it can do its work, or has come out well. */
    READY,

    /** Whether something is under way. */
    PROGRESSING,

    /** Whether it goes on only with a person. */
    STALLED,

    /** Whether the policy can be followed. */
    VALID,

    /** Whether somebody rolled the Deployment past Sluice. */
    BYPASSED,

    /** Whether requests of the service are counted. */
    METRICS,

    /** Whether objects were found that hold for stable pods and not for candidate pods; stops nothing. */
    WARNINGS;

    /** What the reason of such a condition can be. */
    public Set<ReasonCode> reasons() {
        return switch (this) {
            case READY, PROGRESSING, STALLED -> summary();
            case VALID ->
                EnumSet.of(
                        ReasonCode.VALID,
                        ReasonCode.INVALID,
                        ReasonCode.CONFLICT,
                        ReasonCode.WORKLOAD_MISSING,
                        ReasonCode.WORKLOAD_UNUSABLE,
                        ReasonCode.ROUTE_UNUSABLE,
                        ReasonCode.METRICS_UNREACHABLE);
            case BYPASSED -> EnumSet.of(ReasonCode.RESUMED_BY_HAND, ReasonCode.AS_RECORDED);
            case METRICS -> EnumSet.of(ReasonCode.COUNTED, ReasonCode.NO_SERIES, ReasonCode.UNREACHABLE);
            case WARNINGS -> EnumSet.of(ReasonCode.NOTHING_FOUND, ReasonCode.LEAVES_CANDIDATE_OUT);
        };
    }

    private static Set<ReasonCode> summary() {
        Set<ReasonCode> reasons = ofReleases();
        reasons.addAll(atRest());
        return reasons;
    }

    /** Reasons of a policy that no release runs of. */
    public static Set<ReasonCode> atRest() {
        return EnumSet.of(
                ReasonCode.INVALID,
                ReasonCode.CONFLICT,
                ReasonCode.WORKLOAD_MISSING,
                ReasonCode.WORKLOAD_UNUSABLE,
                ReasonCode.ROUTE_UNUSABLE,
                ReasonCode.METRICS_UNREACHABLE,
                ReasonCode.REFUSED_BY_API,
                ReasonCode.HELD_UP,
                ReasonCode.ADOPTING,
                ReasonCode.ADOPTED,
                ReasonCode.HOLDING,
                ReasonCode.SETTLING,
                ReasonCode.RESTARTING,
                ReasonCode.SWEEPING,
                ReasonCode.RELEASING,
                ReasonCode.REFUSED,
                ReasonCode.BYPASSED,
                ReasonCode.AT_REST);
    }

    /** Reasons of a release's decisions. */
    public static Set<ReasonCode> ofReleases() {
        return EnumSet.range(ReasonCode.WAITING_FOR_STABLE, ReasonCode.ROLLED_BACK);
    }

    /** The type as objects show it, such as {@code Ready}. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
