package dev.sluice.sim.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {

    private static final JsonNode OBJECT =
            Json.read("{metadata: {name: web, labels: {app: web, tier: front}}, involvedObject: {kind: Pod}}");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "app=web | true",
                "app==web,tier=front | true",
                "app=web,tier=back | false",
                "app!=web | false",
                "zone!=a | true",
                "app | true",
                "!app | false",
                "!zone | true",
                "app in (api, web) | true",
                "app in (api,db),tier=front | false",
                "app notin (api,db) | true",
                "zone notin (a) | true",
            })
    void label_selectors_select(String selector, boolean selected) {
        assertThat(Selector.labels(selector).test(OBJECT)).isEqualTo(selected);
    }

    @Test
    void field_selectors_select_by_path() {
        assertThat(Selector.fields("metadata.name=web,involvedObject.kind=Pod").test(OBJECT))
                .isTrue();
        assertThat(Selector.fields("metadata.name=api").test(OBJECT)).isFalse();
        assertThat(Selector.fields("metadata.name!=web").test(OBJECT)).isFalse();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                ".status.phase | Ready",
                ".status.conditions[?(@.type==\"Ready\")].reason | Because",
                ".status.conditions[1].type | Valid",
                ".status.list[*] | 1,2",
                ".metadata.annotations.a\\.b/c | dotted",
                ".nothing.here | ''",
            })
    void paths_of_printer_columns_find_values(String path, String found) {
        JsonNode object = Json.read("""
                metadata: {annotations: {a.b/c: dotted}}
                status:
                  phase: Ready
                  list: [1, 2]
                  conditions: [{type: Ready, reason: Because}, {type: Valid, reason: Other}]
                """);
        assertThat(String.join(
                        ",",
                        JsonPaths.find(object, path).stream()
                                .map(JsonNode::asText)
                                .toList()))
                .isEqualTo(found);
    }
}
