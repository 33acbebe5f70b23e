package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LintCommandTest {
    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: NAME}
            spec: {workload: {name: NAME}, traffic: {service: NAME, istio: {}}}
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void valid_files_in_a_directory_tree_end_with_0() throws IOException {
        write("a.yaml", "a", "");
        write("deep/er/b.yml", "b", "");
        write("deep/c.json", "c", "");
        write("notes.txt", "d", "  bake: wrong");
        write(".git/e.yaml", "e", "  bake: wrong");

        assertThat(lint("", directory.toString())).isEqualTo(0);
        assertThat(out.toString()).isEqualTo("3 policies ok\n");
    }

    @Test
    void an_invalid_one_ends_with_1_and_one_line_an_error() throws IOException {
        Path good = write("a.yaml", "a", "");
        Path bad = write("b.yaml", "b", "bake: 1h\n");

        assertThat(lint("", good.toString(), bad.toString())).isEqualTo(1);
        assertThat(out.toString()).isEqualTo(bad + ":5: bake: is unknown; move it to spec.bake\n");
    }

    @Test
    void a_file_that_is_not_there_ends_with_2() {
        assertThat(lint("", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("sluice lint: nowhere.yaml is not there;"
                        + " name a file, a directory, or - for the standard input\n");
    }

    @Test
    void no_file_at_all_and_unknown_options_end_with_2() {
        assertThat(lint("")).isEqualTo(2);
        assertThat(lint("", "--strict", "a.yaml")).isEqualTo(2);
        assertThat(lint("", "-o", "xml", "a.yaml")).isEqualTo(2);
    }

    @Test
    void a_dash_reads_the_standard_input() {
        assertThat(lint(POLICY + "---\n{kind: Service}\n", "-")).isEqualTo(1);
        assertThat(out.toString()).startsWith("<stdin>:3: metadata.name: 'NAME' cannot be such a name;");

        assertThat(lint(POLICY.replace("NAME", "a") + "---\n{kind: Service}\n", "-"))
                .isEqualTo(0);
        assertThat(out.toString()).endsWith("1 policy ok, 1 other document ignored\n");
    }

    @Test
    void json_is_for_programs() throws IOException {
        assertThat(lint(POLICY.replace("NAME", "a") + "bake: 1h\n", "-", "-o", "json"))
                .isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/policies").asInt()).isEqualTo(1);
        assertThat(report.at("/ignored").asInt()).isEqualTo(0);
        assertThat(report.at("/errors")).hasSize(1);
        assertThat(report.at("/errors/0").toString())
                .isEqualTo("{\"file\":\"<stdin>\",\"line\":5,\"path\":\"bake\",\"problem\":\"is unknown\","
                        + "\"remedy\":\"move it to spec.bake\"}");
    }

    private Path write(String name, String policy, String more) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, POLICY.replace("NAME", policy) + more);
    }

    private int lint(String input, String... arguments) {
        LintCommand command = new LintCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
