package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The test bed's load generator as a process, calling a service through the mesh client's proxy. */
final class Load implements Traffic {

    /** Longest time a generator is given to end, once its last request has. */
    private static final Duration LEEWAY = Duration.ofSeconds(18);

    private final Process process;
    private final Duration limit;
    private final Path summary;
    private final Path log;
    private @Nullable Answers answers;

    Load(Path script, Path directory, String host, Demand demand) {
        this.limit = demand.patience().plus(LEEWAY);
        try {
            Path own = Files.createTempDirectory(Files.createDirectories(directory), host.replaceAll("\\..*", "-"));
            this.summary = own.resolve("summary.json");
            this.log = own.resolve("seconds.log");
            List<String> command = new ArrayList<>(List.of(script.toString(), "load", "--duration", "1h"));
            demand.paths().forEach(path -> command.addAll(List.of("--url", "http://127.0.0.1:80" + path)));
            command.addAll(List.of("--header", "Host=" + host, "--rps", String.valueOf(demand.perSecond())));
            command.addAll(List.of("--timeout", demand.patience().toMillis() + "ms"));
            command.addAll(List.of("--json", summary.toAbsolutePath().toString()));
            this.process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator did not start", e);
        }
    }

    @Override
    public synchronized Answers stop() {
        if (answers == null) {
            answers = finish();
        }
        return answers;
    }

    /** A terminated generator sends nothing more, waits for its answers and writes the summary. */
    private Answers finish() {
        process.destroy();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || !Files.exists(summary)) {
                process.destroyForcibly();
                throw new IllegalStateException("The load generator left no summary; see " + log);
            }
            return Serialization.jsonMapper().readValue(summary.toFile(), Answers.class);
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable summary of the load generator: " + summary, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the load generator ended", e);
        }
    }
}
