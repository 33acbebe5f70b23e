package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.Prompt.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
final class CompletionCommandTest {

    @TempDir
    Path directory;

    private String bash(String... words) throws Exception {
        Path output = directory.resolve("output");
        Process bash = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(bash.exitValue()).as(said).isZero();
        return said;
    }

    private Path script() throws Exception {
        Outcome outcome = Prompt.typeExactly("completion");
        assertThat(outcome.exit()).isZero();
        return Files.writeString(directory.resolve("completion"), outcome.out());
    }

    @Test
    void bash_understands_the_script() throws Exception {
        assertThat(bash("bash", "-n", script().toString())).isEmpty();
    }

    @Test
    void bash_completes_commands_by_it() throws Exception {
        String typed = ". " + script() + "; COMP_WORDS=(sluice re); COMP_CWORD=1; COMP_LINE='sluice re';"
                + " _complete_sluice; echo \"${COMPREPLY[@]}\"";

        assertThat(bash("bash", "-c", typed).split("\\s+"))
                .containsExactlyInAnyOrder("resume", "retry", "restart", "release-all");
    }
}
