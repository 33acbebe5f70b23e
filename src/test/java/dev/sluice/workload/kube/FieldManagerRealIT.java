package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.WorkloadGateway;
import dev.sluice.core.workload.KnownTemplates;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The in-process API server records no field managers. */
@Tag("real-cluster")
class FieldManagerRealIT {
    private RealCluster cluster;

    @BeforeEach
    void start() {
        cluster = new RealCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void every_write_names_sluice_as_its_manager() throws Exception {
        Shop shop = new Shop(cluster);
        WorkloadGateway gateway = new DeploymentGateway(cluster.client());
        shop.open();

        cluster.eventually(() -> new PausedHold(cluster.client())
                .hold(
                        shop.target,
                        gateway.view(shop.target, KnownTemplates.NONE)
                                .deployment()
                                .version()));
        gateway.startCandidate(
                shop.target,
                gateway.view(shop.target, KnownTemplates.NONE).deployment().template(),
                1);

        assertThatSluiceManages(shop.deployment("checkout"), "f:paused");
        assertThatSluiceManages(shop.deployment("checkout-canary"), "f:template");
        assertThatSluiceManages(shop.service("checkout-canary"), "f:selector");
    }

    private static void assertThatSluiceManages(HasMetadata object, String field) {
        assertThat(object.getMetadata().getManagedFields())
                .filteredOn(entry -> "sluice".equals(entry.getManager()))
                .extracting(ManagedFieldsEntry::getFieldsV1)
                .singleElement()
                .asString()
                .contains(field);
    }
}
