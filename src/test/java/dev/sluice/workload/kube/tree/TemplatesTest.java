package dev.sluice.workload.kube.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    private static Stream<Arguments> templatesThatAreTheSame() {
        return Stream.of(
                same(
                        "quantities of equal value",
                        "{resources: {limits: {cpu: 1000m}}}",
                        "{resources: {limits: {cpu: '1'}}}"),
                same("a quantity as number", "{resources: {limits: {cpu: 2}}}", "{resources: {limits: {cpu: 2000m}}}"),
                same(
                        "bytes in two units",
                        "{resources: {requests: {memory: 1Gi}}}",
                        "{resources: {requests: {memory: 1024Mi}}}"),
                same("an exponent", "{resources: {requests: {memory: 1e3}}}", "{resources: {requests: {memory: 1k}}}"),
                same(
                        "a volume's size limit",
                        "{volumes: [{name: a, emptyDir: {sizeLimit: 1Gi}}]}",
                        "{volumes: [{name: a, emptyDir: {sizeLimit: 1024Mi}}]}"),
                same("absent and null", "{nodeName: null}", "{}"),
                same("absent and an empty list", "{tolerations: []}", "{}"),
                same("absent and an empty map", "{nodeSelector: {}}", "{}"),
                same(
                        "absent and empty resources",
                        "{containers: [{name: a, resources: {}}]}",
                        "{containers: [{name: a}]}"),
                same(
                        "absent and resources with empty limits",
                        "{containers: [{name: a, resources: {limits: {}}}]}",
                        "{containers: [{name: a}]}"),
                same("another order of keys", "{a: 1, b: 2}", "{b: 2, a: 1}"),
                same(
                        "a port as number or text",
                        "{containers: [{livenessProbe: {httpGet: {port: 8080}}}]}",
                        "{containers: [{livenessProbe: {httpGet: {port: '8080'}}}]}"));
    }

    private static Stream<Arguments> templatesThatDiffer() {
        return Stream.of(
                same("another image", "{containers: [{image: 'a:1'}]}", "{containers: [{image: 'a:2'}]}"),
                same("another order of variables", "{env: [{name: A}, {name: B}]}", "{env: [{name: B}, {name: A}]}"),
                same(
                        "another order of containers",
                        "{containers: [{name: a}, {name: b}]}",
                        "{containers: [{name: b}, {name: a}]}"),
                same("an empty element of a list", "{tolerations: [{}]}", "{}"),
                same(
                        "every namespace and the pod's own",
                        "{affinity: {podAffinity: {a: [{namespaceSelector: {}}]}}}",
                        "{affinity: {podAffinity: {a: [{}]}}}"),
                same(
                        "a security context, though empty",
                        "{containers: [{name: a, securityContext: {}}]}",
                        "{containers: [{name: a}]}"),
                same("a pointer to false", "{automountServiceAccountToken: false}", "{}"),
                same(
                        "texts that would be equal quantities",
                        "{containers: [{env: [{name: A, value: 1000m}]}]}",
                        "{containers: [{env: [{name: A, value: '1'}]}]}"),
                same(
                        "node labels that would be equal quantities",
                        "{nodeSelector: {sizeLimit: 1000m}}",
                        "{nodeSelector: {sizeLimit: '1'}}"),
                same("a field that no model knows", "{fieldOfTomorrow: {a: 1}}", "{}"),
                same("other quantities", "{resources: {limits: {cpu: 1001m}}}", "{resources: {limits: {cpu: '1'}}}"),
                same("quantities that are none", "{resources: {limits: {cpu: a}}}", "{resources: {limits: {cpu: b}}}"));
    }

    private static Arguments same(String what, String one, String other) {
        return Arguments.of(what, Yaml.tree("spec: " + one), Yaml.tree("spec: " + other));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void templatesThatAreTheSame(String what, ObjectNode one, ObjectNode other) {
        assertThat(Templates.areSame(one, other)).isTrue();
        assertThat(Templates.areSame(other, one)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void templatesThatDiffer(String what, ObjectNode one, ObjectNode other) {
        assertThat(Templates.areSame(one, other)).isFalse();
        assertThat(Templates.areSame(other, one)).isFalse();
    }

    @Test
    void the_hash_label_counts_for_nothing() {
        ObjectNode ofDeployment = Yaml.tree("metadata: {labels: {app: a}}");
        ObjectNode ofReplicaSet = Yaml.tree("metadata: {labels: {app: a, pod-template-hash: 5d4f}}");

        assertThat(Templates.areSame(ofDeployment, ofReplicaSet)).isTrue();
        assertThat(ofReplicaSet.toString())
                .as("what was compared is left as it was")
                .contains("5d4f");
    }

    @Test
    void a_stored_template_is_in_order_without_the_hash_and_as_it_was_written() {
        ObjectNode owner = Yaml.tree("""
                spec:
                  template:
                    spec: {z: 1000m, future: {b: [], a: null}}
                    metadata: {labels: {pod-template-hash: 5d4f, app: a}}
                """);

        assertThat(Templates.stored(Templates.of(owner)).json())
                .isEqualTo("{\"metadata\":{\"labels\":{\"app\":\"a\"}},"
                        + "\"spec\":{\"future\":{\"a\":null,\"b\":[]},\"z\":\"1000m\"}}");
    }

    @Test
    void a_stored_template_reads_back_as_the_same() throws PortException {
        ObjectNode template = Yaml.tree("{metadata: {labels: {app: a}}, spec: {ratio: 0.5, replicas: 3}}");

        assertThat(Templates.parsed(Templates.stored(template)).toString()).isEqualTo(template.toString());
    }

    @Test
    void a_damaged_record_is_refused_in_words() {
        assertThatThrownBy(() -> Templates.parsed(new Template("[]")))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("not a JSON object");
        assertThatThrownBy(() -> Templates.parsed(new Template("{")))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("not a JSON object");
    }

    @Test
    void serving_comes_before_judged_before_restarted_before_other() {
        ObjectNode v1 = Yaml.tree("spec: {image: v1}");
        ObjectNode v2 = Yaml.tree("spec: {image: v2}");
        ObjectNode restarted =
                Yaml.tree("{metadata: {annotations: {kubectl.kubernetes.io/restartedAt: now}}, spec: {image: v1}}");

        assertThat(Templates.state(v1, v1, v1)).isEqualTo(TemplateState.SERVING);
        assertThat(Templates.state(v2, v1, v2)).isEqualTo(TemplateState.JUDGED);
        assertThat(Templates.state(restarted, v1, restarted)).isEqualTo(TemplateState.JUDGED);
        assertThat(Templates.state(restarted, v1, v2)).isEqualTo(TemplateState.RESTARTED);
        assertThat(Templates.state(v1, restarted, null)).isEqualTo(TemplateState.RESTARTED);
        assertThat(Templates.state(v2, v1, null)).isEqualTo(TemplateState.OTHER);
        assertThat(Templates.state(v1, null, null)).isEqualTo(TemplateState.OTHER);
    }
}
