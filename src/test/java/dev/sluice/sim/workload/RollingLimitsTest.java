package dev.sluice.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingLimitsTest {

    @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}: at most {3}, at least {4}")
    @CsvSource({
        "4, 25%, 25%, 5, 3",
        "10, 25%, 25%, 13, 8",
        "1, 25%, 25%, 2, 1",
        "3, 1, 0, 4, 3",
        "3, 0, 0, 3, 2",
        "2, 0, 50%, 2, 1",
        "3, 100%, 100%, 6, 0",
        "0, 25%, 25%, 0, 0",
    })
    void percentages_of_surge_round_up_and_of_unavailability_down(
            int replicas, String surge, String unavailable, int most, int fewest) {
        RollingLimits limits = RollingLimits.of(new DeploymentBuilder()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(value(surge))
                .withMaxUnavailable(value(unavailable))
                .endRollingUpdate()
                .endStrategy()
                .endSpec()
                .build());
        assertThat(limits.most()).isEqualTo(most);
        assertThat(limits.fewestAvailable()).isEqualTo(fewest);
    }

    private static IntOrString value(String text) {
        return text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.valueOf(text));
    }

    @Test
    void the_new_replica_set_grows_by_what_the_surge_leaves() {
        RollingLimits limits = new RollingLimits(4, 1, 1);
        assertThat(limits.sizeOfNew(0, 4)).isEqualTo(1);
        assertThat(limits.sizeOfNew(1, 5)).isEqualTo(1);
        assertThat(limits.sizeOfNew(1, 3)).isEqualTo(3);
        assertThat(limits.sizeOfNew(3, 3)).isEqualTo(4);
        assertThat(limits.sizeOfNew(6, 6)).isEqualTo(4);
    }

    @Test
    void old_pods_go_only_beyond_what_must_be_available() {
        RollingLimits limits = new RollingLimits(4, 1, 1);
        assertThat(limits.mayScaleDown(5, 1)).isEqualTo(1);
        assertThat(limits.mayScaleDown(5, 2)).isZero();
        assertThat(limits.mayScaleDown(4, 0)).isEqualTo(1);
    }
}
