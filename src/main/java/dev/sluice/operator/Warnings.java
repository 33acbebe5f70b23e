package dev.sluice.operator;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.Announcer.Announcement;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.record.ConditionType;
import dev.sluice.operator.record.Conditions;
import dev.sluice.operator.record.PolicyObjects;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What people should know and what stops nothing. Asked when a policy changes and when a release begins, never at rest. */
final class Warnings {

    private static final Logger LOG = Logger.getLogger(Warnings.class);
    private static final String NONE = "Nothing was found that holds for the stable pods and not for the candidate's.";

    private final Ports ports;

    Warnings(Ports ports) {
        this.ports = ports;
    }

    /** The warnings; null when they are not due, or could not be read just now: the next pass asks then. */
    @Nullable
    List<String> ask(ReleasePolicy policy, ReleasePlan plan, boolean begins) {
        boolean isKnown = last(policy)
                .filter(condition -> Objects.equals(
                        condition.observedGeneration, policy.getMetadata().getGeneration()))
                .isPresent();
        if (isKnown && !begins) {
            return null;
        }
        try {
            return ports.workload().warnings(plan.workload());
        } catch (PortException e) {
            LOG.debugf("policy %s: warnings: %s", plan.workload().owner(), e.getMessage());
            return null;
        }
    }

    /** Sets the condition, and tells when it says something new. */
    void note(ReleasePolicy policy, Conditions conditions, @Nullable List<String> found) {
        if (found == null) {
            conditions.keep(ConditionType.WARNINGS);
            return;
        }
        String message = found.isEmpty() ? NONE : String.join(" ", found);
        ReasonCode reason = found.isEmpty() ? ReasonCode.NOTHING_FOUND : ReasonCode.LEAVES_CANDIDATE_OUT;
        conditions.set(ConditionType.WARNINGS, !found.isEmpty(), reason, message);
        boolean isNews = last(policy).filter(old -> message.equals(old.message)).isEmpty();
        if (!found.isEmpty() && isNews) {
            ports.announcer()
                    .policy(
                            policy.getMetadata().getNamespace(),
                            policy.getMetadata().getName(),
                            policy.getMetadata().getUid(),
                            new Announcement(reason.title(), true, message));
        }
    }

    private static Optional<Condition> last(ReleasePolicy policy) {
        return PolicyObjects.status(policy).conditions.stream()
                .filter(condition -> ConditionType.WARNINGS.title().equals(condition.type))
                .findFirst();
    }
}
