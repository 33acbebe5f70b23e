package dev.sluice.scenario.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. */
final class Commands {

    private static final int LIMIT_SECONDS = 180;

    private Commands() {}

    /** Runs a command; its output goes through a file, so that a daemon it leaves behind can't keep this waiting. */
    static Operator.CommandResult run(List<String> words, Map<String, String> env) {
        try {
            Path output = Files.createTempFile("command", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(env);
            Process process = builder.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", words) + " did not end within " + LIMIT_SECONDS + " s; see " + output);
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Operator.CommandResult(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run " + String.join(" ", words), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while running " + String.join(" ", words), e);
        }
    }
}
