package dev.sluice.api.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sluice.core.policy.FieldError;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String TEMPLATE = """
            apiVersion: sluice.dev/v1alpha1
            kind: MetricTemplate
            metadata: {name: heap}
            spec:
              description: Memory in use.
              query: avg(heap{pod=~"{{pods}}",area="{{area}}"})
              stableQuery: avg(heap{pod=~"{{pods}}",area="{{area}}"}) + {{offset}}
              variables:
                - {name: area, default: heap, description: Which memory.}
                - {name: offset}
              window: 2m
              limit: {max: 5, min: 1, failures: 2, within: 1m}
            """;

    @Test
    void a_whole_template_has_no_faults() throws IOException {
        assertThat(TemplateReader.read(YAML.readTree(TEMPLATE)).errors()).isEmpty();
        assertThat(TemplateReader.read(YAML.readTree(TEMPLATE.replace("kind: Metric", "kind: ClusterMetric")))
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            apiVersion           | sluice.dev/v2       | apiVersion: 'sluice.dev/v2' is unknown; write sluice.dev/v1alpha1
            kind                 | Template            | kind: 'Template' is unknown; write MetricTemplate or ClusterMetricTemplate
            metadata/name        | A_b                 | metadata.name: 'A_b' cannot be such a name; write lower-case letters, digits, - and dots
            spec                 | ~                   | spec: has no value; write an object with description, query, stableQuery, variables, window, limit, compare
            spec/querry          | up                  | spec.querry: is unknown; did you mean query?
            spec/description     | [a]                 | spec.description: is a list, not text; write text
            spec/query           | up{a="{{areas}}",b="{{area}}"} | spec.query: names the variable {{areas}}, which is unknown; did you mean {{area}}?
            spec/query           | up{                 | spec.query: has a { that is not closed; make its brackets come in pairs
            spec/variables       | {area: heap}        | spec.variables: is an object, not a list; write 1 to 20 variables
            spec/variables/0/name | a-b                | spec.variables[0].name: 'a-b' cannot be such a name; write at most 63 letters, digits and _, no digit first
            spec/variables/0/name | pods               | spec.variables[0].name: 'pods' is a variable of every query; write another name for it
            spec/variables/1/name | area               | spec.variables[1].name: 'area' is there twice; remove one
            spec/variables/0/default | 'a"b'           | spec.variables[0].default: 'a"b' has a quote, a backslash, a brace or a line break in it; write it without; in a regular expression [.] stands for \\.
            spec/variables/0/default | 5               | spec.variables[0].default: is 5, not text; put it in quotes: "5"
            spec/compare         | {worse: higher}     | spec.compare: is there beside limit; keep one of the two; for both write two metrics
            spec/limit/max       | 1                   | spec.limit.min: is not below max; exchange them, or remove one
            spec/limit/times     | 1                   | spec.limit.times: is unknown; remove it; the fields here are min, max, failures, within
            """)
    void a_wrong_value_is_refused_with_what_to_write(String pointer, String value, String expected) throws IOException {
        ObjectNode template = (ObjectNode) YAML.readTree(TEMPLATE);
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = slash < 0 ? template : (ObjectNode) template.at("/" + pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), YAML.readTree(value));

        // What follows from a fault may be told too; what was written is told first.
        assertThat(TemplateReader.read(template).errors().get(0)).hasToString(expected);
    }

    @Test
    void a_variable_that_no_query_names_is_refused() throws IOException {
        List<FieldError> errors = TemplateReader.read(YAML.readTree(TEMPLATE.replace(" + {{offset}}", "")))
                .errors();

        assertThat(errors)
                .extracting(FieldError::toString)
                .containsExactly("spec.variables: has offset, which no query names;"
                        + " write {{offset}} where it belongs, or remove it");
    }

    @Test
    void everything_that_is_missing_is_named() throws IOException {
        assertThat(TemplateReader.read(YAML.readTree("{spec: {}}")).errors())
                .extracting(FieldError::path)
                .containsExactly("apiVersion", "kind", "metadata", "spec.query");
        assertThat(TemplateReader.read(YAML.readTree("[]")).errors())
                .extracting(FieldError::path)
                .containsExactly("the document");
    }
}
