package dev.sluice.sim.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PatchesTest {

    private static JsonNode patched(String type, String object, String patch) {
        return Patches.parse("application/" + type + "+json; charset=utf-8", patch)
                .apply(Json.object(Json.read(object)));
    }

    @Test
    void a_merge_patch_merges_objects_replaces_lists_and_removes_nulls() {
        assertThat(patched("merge-patch", "{a: {b: 1, c: 2}, d: [1, 2]}", "{a: {b: null, e: 3}, d: [4]}"))
                .isEqualTo(Json.read("{a: {c: 2, e: 3}, d: [4]}"));
    }

    @Test
    void a_json_patch_whose_test_fails_is_refused() {
        assertThat(patched("json-patch", "{a: 1}", "[{op: replace, path: /a, value: 2}]"))
                .isEqualTo(Json.read("{a: 2}"));
        assertThatThrownBy(() -> patched("json-patch", "{a: 1}", "[{op: test, path: /a, value: 2}]"))
                .isInstanceOfSatisfying(
                        RefusalException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(422));
    }

    @Test
    void server_side_apply_is_refused_by_name() {
        assertThatThrownBy(() -> Patches.parse("application/apply-patch+yaml", "{}"))
                .hasMessageContaining("server-side apply");
    }

    @Test
    void a_strategic_patch_merges_containers_and_their_env_by_name() {
        assertThat(patched(
                        "strategic-merge-patch",
                        "{containers: [{name: a, image: a1, env: [{name: X, value: 1}, {name: Y, value: 2}]}, {name: b}]}",
                        "{containers: [{name: a, image: a2, env: [{name: X, $patch: delete}, {name: Z, value: 3}]}]}"))
                .isEqualTo(
                        Json.read(
                                "{containers: [{name: a, image: a2, env: [{name: Y, value: 2}, {name: Z, value: 3}]}, {name: b}]}"));
    }

    @Test
    void a_strategic_patch_obeys_its_directives() {
        assertThat(patched(
                        "strategic-merge-patch",
                        "{strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}, finalizers: [a, b], args: [x]}",
                        "{strategy: {$retainKeys: [type], type: Recreate}, $deleteFromPrimitiveList/finalizers: [a],"
                                + " args: [y]}"))
                .isEqualTo(Json.read("{strategy: {type: Recreate}, finalizers: [b], args: [y]}"));
        assertThat(patched(
                        "strategic-merge-patch",
                        "{ports: [{containerPort: 1}, {containerPort: 2}]}",
                        "{$setElementOrder/ports: [{containerPort: 2}, {containerPort: 1}], ports: [{containerPort: 2, name:"
                                + " two}]}"))
                .isEqualTo(Json.read("{ports: [{containerPort: 2, name: two}, {containerPort: 1}]}"));
    }
}
