package dev.sluice.scenario.bed;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The program as users get it, in a process of its own that can be killed. */
final class OperatorProcess implements Operator {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int STOP_SECONDS = 20;
    private static final int TAIL = 60;

    private final Path jar = Path.of(System.getProperty("sluice.jar", "target/sluice-0.1.0-SNAPSHOT-runner.jar"));
    private final Path kubeconfig;
    private final Path allowed;
    private final Path log;
    private @Nullable Process process;

    /**
     * Starts nothing yet.
     *
     * @param kubeconfig of a person, for the commands
     * @param allowed the kubeconfig of the operator itself
     */
    OperatorProcess(Path kubeconfig, Path allowed, Path directory) {
        this.kubeconfig = kubeconfig;
        this.allowed = allowed;
        this.log = directory.resolve("operator.log");
    }

    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "No operator at " + jar.toAbsolutePath() + ": build it with ./mvnw package");
        }
        int port = freePort();
        process = started(port);
        await("operator to be ready; it logs to " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> failIfEnded(process))
                .until(() -> isReady(port));
    }

    @Override
    public synchronized void kill() {
        end(true);
    }

    @Override
    public synchronized void stop() {
        end(false);
    }

    @Override
    public List<String> logOf(String namespace) {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(namespace)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable log " + log, e);
        }
    }

    @Override
    public CommandResult command(String... words) {
        return Commands.run(
                Stream.concat(java("-XX:TieredStopAtLevel=1"), Stream.of(words)).toList(), env());
    }

    private Process started(int port) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(java("-Xmx512m"), Stream.of("run")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("KUBECONFIG", allowed.toString());
            builder.environment().put("SLUICE_LEASE_NAMESPACE", Allowance.NAMESPACE);
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            builder.environment().put("SLUICE_HTTP_PORT", String.valueOf(port));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("The operator did not start from " + jar, e);
        }
    }

    private void end(boolean atOnce) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            if (atOnce) {
                running.destroyForcibly();
            } else {
                running.destroy();
            }
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
            process = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the operator ended", e);
        }
    }

    private Stream<String> java(String option) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return Stream.of(java.toString(), option, "-jar", jar.toString());
    }

    private Map<String, String> env() {
        return Map.of("KUBECONFIG", kubeconfig.toString());
    }

    private void failIfEnded(Process started) throws IOException {
        if (!started.isAlive()) {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            String tail = String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
            throw new AssertionError("The operator ended with " + started.exitValue() + ":\n" + tail);
        }
    }

    private static boolean isReady(int port) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }
}
