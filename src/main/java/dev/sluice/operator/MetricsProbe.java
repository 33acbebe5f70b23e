package dev.sluice.operator;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.record.ConditionType;
import dev.sluice.operator.record.PolicyObjects;
import java.util.Objects;
import java.util.Optional;

/** Whether a policy's metrics can be read, asked when the policy changes and until they once could be. */
final class MetricsProbe {

    private final Ports ports;

    MetricsProbe(Ports ports) {
        this.ports = ports;
    }

    /**
     * What a probe found.
     *
     * @param isReachable whether the source answered
     * @param hasSeries whether it counts requests of the service
     */
    record Finding(boolean isReachable, boolean hasSeries, String sentence) {

        ReasonCode reason() {
            return hasSeries ? ReasonCode.COUNTED : isReachable ? ReasonCode.NO_SERIES : ReasonCode.UNREACHABLE;
        }
    }

    Finding ask(ReleasePolicy policy, ReleasePlan plan) {
        Optional<Condition> last = PolicyObjects.status(policy).conditions.stream()
                .filter(condition -> ConditionType.METRICS.title().equals(condition.type))
                .findFirst();
        boolean isSame = Objects.equals(
                PolicyObjects.status(policy).observedGeneration,
                policy.getMetadata().getGeneration());
        if (isSame && last.isPresent() && "True".equals(last.get().status)) {
            return new Finding(true, true, String.valueOf(last.get().message));
        }
        return ports.metrics()
                .probe(plan.metrics(), ports.clock().instant())
                .fold(
                        found -> new Finding(true, true, found),
                        missing -> new Finding(true, false, missing),
                        failed -> new Finding(false, false, failed));
    }
}
