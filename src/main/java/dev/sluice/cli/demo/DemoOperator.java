package dev.sluice.cli.demo;

import dev.sluice.operator.wiring.OperatorApplication;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator as in a cluster, in this process, with the embedded API server for its cluster. */
final class DemoOperator implements AutoCloseable {

    private static final int SECONDS_TO_STOP = 5;

    private final CompletableFuture<String> ended = new CompletableFuture<>();

    /** Starts it in the background. */
    static DemoOperator start(String apiUrl, Path log) {
        settings(apiUrl, log).forEach(System::setProperty);
        DemoOperator operator = new DemoOperator();
        Thread thread = new Thread(operator::run, "demo-operator");
        thread.setDaemon(true);
        thread.start();
        return operator;
    }

    private static Map<String, String> settings(String apiUrl, Path log) {
        return Map.of(
                "kubernetes.master", apiUrl,
                "kubernetes.auth.tryKubeConfig", "false",
                "kubernetes.auth.tryServiceAccount", "false",
                "kubernetes.namespace", DemoStage.NAMESPACE,
                "quarkus.http.host", "127.0.0.1",
                "quarkus.http.port", "0",
                "sluice.leader-election", "false",
                "quarkus.log.console.enabled", "false",
                "quarkus.log.file.enabled", "true",
                "quarkus.log.file.path", log.toString());
    }

    private void run() {
        Quarkus.run(
                OperatorApplication.class,
                (code, failure) -> ended.complete(failure == null ? "exit code " + code : reasons(failure)));
    }

    private static String reasons(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Throwable::toString)
                .collect(Collectors.joining("; "));
    }

    /** Why it stopped, if it did. */
    Optional<String> failure() {
        return Optional.ofNullable(ended.getNow(null));
    }

    @Override
    public void close() {
        Quarkus.asyncExit();
        try {
            ended.get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The process ends anyway.
        }
    }
}
