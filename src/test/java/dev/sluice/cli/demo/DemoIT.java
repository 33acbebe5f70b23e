package dev.sluice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the packaged program runs it. */
final class DemoIT {

    private static final int LOG_LINES = 80;

    @TempDir
    Path directory;

    @Test
    void brings_the_good_version_out_and_takes_the_bad_one_back() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process demo = new ProcessBuilder(
                        java.toString(),
                        "-Djava.io.tmpdir=" + directory,
                        "-Dquarkus.log.category.\"dev.sluice\".level=DEBUG",
                        "-jar",
                        System.getProperty("sluice.jar"),
                        "demo",
                        "--json")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean isOver = demo.waitFor(6, TimeUnit.MINUTES);
        demo.destroyForcibly();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(isOver).as(story(err)).isTrue();
        assertThat(demo.exitValue()).as(said + story(err)).isZero();

        JsonNode releases = new ObjectMapper().readTree(said).path("releases");
        JsonNode good = releases.path(0);
        assertThat(good.path("name").asText()).isEqualTo("checkout");
        assertThat(good.path("outcome").asText()).isEqualTo("Succeeded");
        assertThat(good.path("maxWeight").asInt()).isGreaterThanOrEqualTo(95);
        assertThat(good.path("candidateFailures").asLong()).isZero();
        JsonNode bad = releases.path(1);
        assertThat(bad.path("name").asText()).isEqualTo("cart");
        assertThat(bad.path("outcome").asText()).isEqualTo("RolledBack");
        assertThat(bad.path("maxWeight").asInt()).isLessThan(25);
        assertThat(bad.path("candidateFailures").asLong()).isBetween(1L, 400L);
        assertThat(bad.path("fixedThresholdFailures").asLong()).isEqualTo(1_500);
    }

    /** What the demo and its operator had to say, for whoever has to find out why it failed. */
    private String story(Path err) throws IOException {
        StringBuilder story = new StringBuilder(Files.readString(err));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path log : files.filter(file -> file.endsWith("operator.log")).toList()) {
                List<String> lines = Files.readAllLines(log);
                story.append(String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
            }
        }
        return story.toString();
    }
}
