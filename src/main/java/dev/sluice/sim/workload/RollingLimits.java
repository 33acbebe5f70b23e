package dev.sluice.sim.workload;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import java.util.Optional;

/**
 * How many pods a rolling update may have too many and too few.
 *
 * @param replicas how many the Deployment asks for
 * @param maxSurge pods above it; a percentage rounds up
 * @param maxUnavailable pods below it; a percentage rounds down, and both can't be zero
 */
record RollingLimits(int replicas, int maxSurge, int maxUnavailable) {

    static RollingLimits of(Deployment deployment) {
        int replicas = Owned.orZero(deployment.getSpec().getReplicas());
        Optional<DeploymentStrategy> strategy =
                Optional.ofNullable(deployment.getSpec().getStrategy());
        if (strategy.map(DeploymentStrategy::getType).filter("Recreate"::equals).isPresent()) {
            return new RollingLimits(replicas, 0, 0);
        }
        Optional<RollingUpdateDeployment> rolling = strategy.map(DeploymentStrategy::getRollingUpdate);
        int surge = resolve(rolling.map(RollingUpdateDeployment::getMaxSurge), replicas, true);
        int unavailable = resolve(rolling.map(RollingUpdateDeployment::getMaxUnavailable), replicas, false);
        return new RollingLimits(replicas, surge, Math.min(replicas, surge == 0 && unavailable == 0 ? 1 : unavailable));
    }

    private static int resolve(Optional<IntOrString> value, int replicas, boolean roundUp) {
        Object plain = value.map(IntOrString::getValue).orElse("25%");
        if (plain instanceof Integer count) {
            return count;
        }
        String text = String.valueOf(plain);
        if (!text.endsWith("%")) {
            return Integer.parseInt(text);
        }
        double share = Integer.parseInt(text.substring(0, text.length() - 1)) * replicas / 100.0;
        return (int) (roundUp ? Math.ceil(share) : Math.floor(share));
    }

    int most() {
        return replicas + maxSurge;
    }

    int fewestAvailable() {
        return replicas - maxUnavailable;
    }

    /** The size of the new ReplicaSet, given its present size and that of all together. */
    int sizeOfNew(int present, int all) {
        if (present > replicas) {
            return replicas;
        }
        int room = Math.max(0, most() - all);
        return present + Math.min(room, replicas - present);
    }

    /** How many pods of old ReplicaSets may go now, the unavailable ones of them first. */
    int mayScaleDown(int all, int unavailableOfNew) {
        return Math.max(0, all - fewestAvailable() - unavailableOfNew);
    }
}
