package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A governed Deployment that is scaled to zero and up again while its template is one that must not serve. */
class ScaledToZeroTest {

    private final GovernedShop shop = new GovernedShop();

    @AfterEach
    void close() {
        shop.close();
    }

    /** As it is after a promotion that failed: version 1 serves, and a ReplicaSet of each tag is left without pods. */
    private void governAfter(String... tags) throws Exception {
        for (String tag : tags) {
            shop.release("checkout", tag);
        }
        shop.release("checkout", "v1");
        shop.live(Duration.ofMinutes(1));
        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");
    }

    private void refuse(String tag) throws Exception {
        shop.release("checkout", tag);
        shop.pass();
        Release release = shop.client
                .resources(Release.class)
                .inNamespace("shop")
                .withName(shop.policy.getStatus().release)
                .get();
        release.setStatus(new ReleaseStatus());
        release.getStatus().phase = "RolledBack";
        shop.client.resource(release).updateStatus();
        assertThat(shop.settle().reason().title()).isEqualTo("Refused");
    }

    private void scale(int replicas) {
        shop.client
                .apps()
                .deployments()
                .inNamespace("shop")
                .withName("checkout")
                .edit(deployment -> {
                    deployment.getSpec().setReplicas(replicas);
                    return deployment;
                });
        shop.live(Duration.ofSeconds(10));
    }

    private List<String> images() {
        return shop.client.pods().inNamespace("shop").withLabel("app", "checkout").list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getSpec().getContainers().get(0).getImage())
                .map(image -> image.substring(image.lastIndexOf(':') + 1))
                .toList();
    }

    @Test
    void a_refused_template_stays_refused_and_what_served_serves_again() throws Exception {
        governAfter("v2");
        refuse("v2");

        scale(0);
        assertThat(shop.settle().reason().title()).isEqualTo("Refused");
        assertThat(images()).isEmpty();

        scale(4);
        assertThat(shop.settle().reason().title()).isEqualTo("Refused");
        shop.live(Duration.ofMinutes(1));
        assertThat(images()).containsExactly("v1", "v1", "v1", "v1");
    }

    @Test
    void a_newer_replica_set_that_kubernetes_picks_gives_way_too() throws Exception {
        governAfter("v2", "v3");
        refuse("v4");

        scale(0);
        scale(4);

        assertThat(shop.settle().reason().title()).isEqualTo("Refused");
        shop.live(Duration.ofMinutes(1));
        assertThat(images()).containsExactly("v1", "v1", "v1", "v1");
    }
}
