package dev.sluice.workload.kube.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchTest {
    private static final ObjectNode LIVE = Yaml.tree(
            "{metadata: {resourceVersion: '7', annotations: {a: x, n: null}}, spec: {paused: true, replicas: 2}}");

    @Test
    void a_merge_patch_says_only_what_differs() {
        ObjectNode wanted = Yaml.tree("{metadata: {annotations: {a: x, b: y}}, spec: {paused: true, replicas: 3}}");

        assertThat(MergePatch.remaining(LIVE, wanted))
                .isEqualTo(Yaml.tree("{metadata: {annotations: {b: y}}, spec: {replicas: 3}}"));
    }

    @Test
    void nothing_is_written_where_nothing_differs() {
        assertThat(MergePatch.remaining(LIVE, Yaml.tree("{metadata: {annotations: {a: x, n: null, gone: null}}}")))
                .isEmpty();
        assertThat(MergePatch.remaining(Yaml.tree("spec: {}"), Yaml.tree("spec: {paused: false}")))
                .isEmpty();
        assertThat(MergePatch.remaining(LIVE, Yaml.tree("spec: {paused: false}")))
                .isEqualTo(Yaml.tree("spec: {paused: false}"));
    }

    @Test
    void a_key_that_is_to_go_is_named() {
        assertThat(MergePatch.remaining(LIVE, Yaml.tree("metadata: {annotations: {a: null}}")))
                .isEqualTo(Yaml.tree("metadata: {annotations: {a: null}}"));
    }

    @Test
    void a_version_is_added_and_the_patch_stays_as_it_was() {
        ObjectNode patch = Yaml.tree("spec: {paused: true}");

        assertThat(MergePatch.at("9", patch))
                .isEqualTo(Yaml.tree("{spec: {paused: true}, metadata: {resourceVersion: '9'}}"));
        assertThat(patch).isEqualTo(Yaml.tree("spec: {paused: true}"));
    }

    @Test
    void a_spec_patch_replaces_whole_fields_by_meaning() {
        ObjectNode live =
                Yaml.tree("spec: {template: {spec: {limits: {cpu: 1000m}}}, selector: {a: x, b: y}, replicas: 2}");
        ObjectNode wanted =
                Yaml.tree("{template: {spec: {limits: {cpu: '1'}}}, selector: {a: x}, replicas: 2, other: 1}");

        assertThat(SpecPatch.of(live, wanted, List.of("template", "selector", "replicas", "absent"))
                        .at("9")
                        .toString())
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"9\"},"
                        + "{\"op\":\"add\",\"path\":\"/spec/selector\",\"value\":{\"a\":\"x\"}}]");
    }

    @Test
    void a_spec_patch_is_empty_where_nothing_differs() {
        assertThat(SpecPatch.of(
                                Yaml.tree("spec: {replicas: 2}"),
                                Yaml.tree("{replicas: 2, paused: false}"),
                                List.of("replicas", "paused"))
                        .isEmpty())
                .isTrue();
        assertThat(SpecPatch.of(Yaml.tree("spec: {}"), Yaml.tree("{paused: true}"), List.of("paused"))
                        .isEmpty())
                .isFalse();
    }
}
