package dev.sluice.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as the packaged program runs it. */
final class DemoIT {

    @TempDir
    Path directory;

    @Test
    void brings_the_good_version_out_and_takes_the_bad_one_back() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process demo = new ProcessBuilder(java.toString(), "-jar", System.getProperty("sluice.jar"), "demo", "--json")
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean isOver = demo.waitFor(6, TimeUnit.MINUTES);
        demo.destroyForcibly();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(isOver).as(Files.readString(err)).isTrue();

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
        assertThat(demo.exitValue()).isZero();
    }
}
