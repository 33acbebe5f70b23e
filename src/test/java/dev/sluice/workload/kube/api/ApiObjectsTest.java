package dev.sluice.workload.kube.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.api.EmbeddedApiServer;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.MergePatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On the embedded API server, which knows preconditions. */
class ApiObjectsTest {
    private static final ObjectName SERVICE = new ObjectName(Kind.SERVICE, "shop", "checkout-canary");

    private final FakeClock clock = new FakeClock();
    private final EmbeddedApiServer server =
            EmbeddedApiServer.start(new ObjectStore(clock, new SplittableRandom(3)), clock, 0);
    private final KubernetesClient client = server.client();
    private final ApiObjects objects = new ApiObjects(client);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private ObjectNode created() throws PortException {
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.put("apiVersion", "v1").put("kind", "Service");
        service.putObject("metadata").put("name", SERVICE.name()).put("namespace", SERVICE.namespace());
        objects.create(SERVICE, service);
        return objects.require(SERVICE);
    }

    @Test
    void what_was_seen_is_deleted_though_it_changed_since() throws Exception {
        ObjectNode seen = created();
        client.services().inNamespace("shop").withName(SERVICE.name()).edit(service -> {
            service.getMetadata().setLabels(Map.of("changed", "since"));
            return service;
        });

        objects.delete(SERVICE, seen);

        assertThat(objects.find(SERVICE)).isEmpty();
    }

    @Test
    void another_object_that_took_the_name_meanwhile_is_not_deleted() throws Exception {
        ObjectNode seen = created();
        objects.delete(SERVICE, seen);
        ObjectNode another = created();

        assertThatThrownBy(() -> objects.delete(SERVICE, seen))
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(PortException.Kind.TRANSIENT));

        assertThat(objects.find(SERVICE).map(Fields::uid)).contains(Fields.uid(another));
    }

    @Test
    void a_patch_for_one_object_is_refused_by_another_that_took_the_name() throws Exception {
        ObjectNode seen = created();
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("labels").put("patched", "yes");
        objects.mergePatch(SERVICE, MergePatch.to(Fields.uid(seen), patch));
        assertThat(objects.find(SERVICE).map(Fields::labels).map(Fields::texts)).contains(Map.of("patched", "yes"));
        objects.delete(SERVICE, seen);
        created();

        assertThatThrownBy(() -> objects.mergePatch(SERVICE, MergePatch.to(Fields.uid(seen), patch)))
                .isInstanceOf(PortException.class);

        assertThat(Fields.texts(Fields.labels(objects.require(SERVICE)))).isEmpty();
    }

    @Test
    void deleting_what_is_gone_does_nothing() throws Exception {
        ObjectNode seen = created();
        objects.delete(SERVICE, seen);

        objects.delete(SERVICE, seen);

        assertThat(objects.find(SERVICE)).isEmpty();
    }
}
