package dev.sluice.sim.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.json.Json;
import dev.sluice.sim.json.Patches;
import dev.sluice.sim.json.RefusalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private final FakeClock clock = new FakeClock();
    private final ObjectStore store = new ObjectStore(clock, new SplittableRandom(3));
    private final ResourceType policies =
            store.types().find("sluice.dev", "releasepolicies").orElseThrow();
    private final ResourceType pods = store.types().find("", "pods").orElseThrow();
    private final ResourceType configMaps = store.types().find("", "configmaps").orElseThrow();
    private final ObjectKey key = policies.key("shop", "web");

    private StoredObject createPolicy() {
        return store.create(policies, "shop", object("{metadata: {name: web}, spec: {x: 1}, status: {phase: Early}}"));
    }

    private static ObjectNode object(String yaml) {
        return Json.object(Json.read(yaml));
    }

    private static UnaryOperator<ObjectNode> merge(String yaml) {
        return Patches.parse("application/merge-patch+json", yaml);
    }

    @Test
    void a_new_object_gets_its_metadata_and_no_status() {
        ObjectNode json = createPolicy().json();
        assertThat(json.at("/metadata/uid").asText()).hasSize(36);
        assertThat(json.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(json.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(json.at("/metadata/namespace").asText()).isEqualTo("shop");
        assertThat(json.path("kind").asText()).isEqualTo("ReleasePolicy");
        assertThat(json.has("status")).isFalse();
        assertThatThrownBy(this::createPolicy).hasMessageContaining("already exists");
    }

    @Test
    void the_generation_grows_with_the_spec_only() {
        createPolicy();
        assertThat(generationAfter(Part.MAIN, "{metadata: {labels: {a: b}}}")).isEqualTo(1);
        assertThat(generationAfter(Part.STATUS, "{status: {phase: Pending}}")).isEqualTo(1);
        assertThat(generationAfter(Part.MAIN, "{spec: {x: 2}}")).isEqualTo(2);
        assertThat(generationAfter(Part.MAIN, "{spec: {x: 2}}")).isEqualTo(2);
    }

    private int generationAfter(Part part, String patch) {
        return store.edit(key, part, merge(patch))
                .json()
                .at("/metadata/generation")
                .asInt();
    }

    @Test
    void a_write_of_the_status_leaves_the_spec_and_the_other_way_round() {
        createPolicy();
        store.edit(key, Part.STATUS, merge("{spec: {x: 9}, metadata: {labels: {a: b}}, status: {phase: Pending}}"));
        ObjectNode json = store.edit(key, Part.MAIN, merge("{spec: {y: 2}, status: {phase: Wrong}}"))
                .json();
        assertThat(json.path("spec")).isEqualTo(object("{x: 1, y: 2}"));
        assertThat(json.path("status")).isEqualTo(object("{phase: Pending}"));
        assertThat(json.at("/metadata/labels").isMissingNode()).isTrue();
    }

    @Test
    void a_write_that_changes_nothing_is_no_change() {
        createPolicy();
        long before = store.revision();
        StoredObject same = store.edit(key, Part.MAIN, merge("{spec: {x: 1}}"));
        assertThat(store.revision()).isEqualTo(before);
        assertThat(same.revision()).isLessThanOrEqualTo(before);
    }

    @Test
    void a_patch_with_an_old_resource_version_is_a_conflict() {
        String old = createPolicy().json().at("/metadata/resourceVersion").asText();
        store.edit(key, Part.MAIN, merge("{spec: {x: 2}}"));
        assertThatThrownBy(() -> store.edit(
                        key, Part.MAIN, merge("{metadata: {resourceVersion: \"" + old + "\"}, spec: {x: 3}}")))
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(409));
        assertThat(store.get(key).json().at("/spec/x").asInt()).isEqualTo(2);
    }

    @Test
    void what_the_api_sets_cannot_be_patched() {
        ObjectNode created = createPolicy().json();
        ObjectNode json = store.edit(
                        key,
                        Part.MAIN,
                        merge("{metadata: {generation: 77, creationTimestamp: null, deletionTimestamp: \"x\"}}"))
                .json();
        assertThat(json.path("metadata")).isEqualTo(created.path("metadata"));
    }

    @Test
    void a_finalizer_holds_an_object_until_it_is_taken_off() {
        createPolicy();
        store.edit(key, Part.MAIN, merge("{metadata: {finalizers: [sluice.dev/traffic]}}"));
        store.delete(key, Deletion.BACKGROUND);
        assertThat(store.get(key).json().at("/metadata/deletionTimestamp").asText())
                .isNotEmpty();
        store.edit(key, Part.MAIN, merge("{metadata: {finalizers: []}}"));
        assertThat(store.find(key)).isEmpty();
    }

    @Test
    void an_object_goes_with_its_owner_unless_orphaned() {
        String owner = createPolicy().uid();
        store.create(
                configMaps, "shop", object("{metadata: {name: a, ownerReferences: [{uid: %s}]}}".formatted(owner)));
        store.create(configMaps, "shop", object("{metadata: {name: b}}"));
        store.delete(key, Deletion.BACKGROUND);
        assertThat(store.list(configMaps, ""))
                .extracting(one -> one.key().name())
                .containsExactly("b");

        String other = createPolicy().uid();
        store.create(
                configMaps, "shop", object("{metadata: {name: c, ownerReferences: [{uid: %s}]}}".formatted(other)));
        store.delete(key, new Deletion(Optional.empty(), true, Optional.empty(), Optional.empty()));
        assertThat(store.list(configMaps, ""))
                .extracting(one -> one.key().name())
                .containsExactly("b", "c");
    }

    @Test
    void a_pod_is_marked_first_and_goes_at_once_without_grace() {
        store.create(pods, "shop", object("{metadata: {name: p}, spec: {containers: [{name: a}]}}"));
        ObjectKey pod = pods.key("shop", "p");
        store.delete(pod, Deletion.BACKGROUND);
        assertThat(store.find(pod)).isPresent();
        store.delete(pod, Deletion.AT_ONCE);
        assertThat(store.find(pod)).isEmpty();
    }

    @Test
    void a_deletion_with_another_uid_or_version_is_a_conflict() {
        createPolicy();
        assertThatThrownBy(() -> store.delete(
                        key,
                        new Deletion(Optional.of(Duration.ZERO), false, Optional.empty(), Optional.of("someone else"))))
                .hasMessageContaining("precondition");
        assertThat(store.find(key)).isPresent();
    }

    @Test
    void a_dry_run_answers_but_stores_nothing() {
        store.create(policies, "shop", object("{metadata: {name: web}}"), true);
        assertThat(store.find(key)).isEmpty();
        createPolicy();
        ObjectNode shown =
                store.edit(key, Part.MAIN, merge("{spec: {x: 5}}"), true).json();
        assertThat(shown.at("/spec/x").asInt()).isEqualTo(5);
        assertThat(store.get(key).json().at("/spec/x").asInt()).isEqualTo(1);
    }

    @Test
    void a_listener_hears_of_every_change_after_its_revision_in_order() {
        long since = createPolicy().revision();
        store.edit(key, Part.MAIN, merge("{spec: {x: 2}}"));
        List<String> heard = new ArrayList<>();
        store.subscribe(
                Optional.of(since),
                event -> heard.add(
                        event.type() + " " + event.object().json().at("/spec/x").asText()));
        store.edit(key, Part.MAIN, merge("{spec: {x: 3}}"));
        store.delete(key, Deletion.BACKGROUND);
        assertThat(heard).containsExactly("MODIFIED 2", "MODIFIED 3", "DELETED 3");
    }

    @Test
    void a_revision_that_is_forgotten_is_refused() {
        createPolicy();
        for (int i = 0; i < 21_000; i++) {
            store.edit(key, Part.STATUS, merge("{status: {n: " + i + "}}"));
        }
        assertThatThrownBy(() -> store.subscribe(Optional.of(1L), event -> {}))
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(410));
    }

    @Test
    void a_stored_definition_serves_its_kind_with_its_columns() {
        ResourceType definitions = store.types()
                .find("apiextensions.k8s.io", "customresourcedefinitions")
                .orElseThrow();
        store.create(definitions, "", object("""
                        metadata: {name: cogs.example.com}
                        spec:
                          group: example.com
                          scope: Namespaced
                          names: {plural: cogs, kind: Cog, shortNames: [cg]}
                          versions:
                          - name: v1
                            storage: true
                            subresources: {status: {}}
                            additionalPrinterColumns: [{name: Teeth, type: integer, jsonPath: .spec.teeth}]
                        """));
        ResourceType cogs = store.types().find("example.com", "cogs").orElseThrow();
        assertThat(cogs.statusSubresource()).isTrue();
        assertThat(cogs.columns()).extracting(PrinterColumn::name).containsExactly("Teeth", "Age");
    }

    @Test
    void what_the_real_api_and_istio_refuse_is_refused() {
        ResourceType services =
                store.types().find("networking.istio.io", "virtualservices").orElseThrow();
        assertThatThrownBy(() -> store.create(services, "shop", object("""
                                metadata: {name: web}
                                spec:
                                  hosts: [web]
                                  http: [{route: [{destination: {host: a}, weight: 0}, {destination: {host: b}}]}]
                                """)))
                .hasMessageContaining("total destination weight = 0");
        ResourceType deployments = store.types().find("apps", "deployments").orElseThrow();
        assertThatThrownBy(() -> store.create(deployments, "shop", object("""
                                metadata: {name: web}
                                spec:
                                  selector: {matchLabels: {app: web}}
                                  template: {metadata: {labels: {app: other}}, spec: {containers: []}}
                                """)))
                .hasMessageContaining("does not match template");
    }
}
