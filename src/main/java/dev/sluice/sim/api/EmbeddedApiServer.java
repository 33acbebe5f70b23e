package dev.sluice.sim.api;

import dev.sluice.sim.store.ObjectStore;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A Kubernetes API over plain HTTP on the loopback address, good enough for operators, informers and kubectl. It keeps
 * everything in memory, lets everyone in and checks no schemas.
 */
public final class EmbeddedApiServer implements AutoCloseable {

    private static final int SECONDS_TO_START_OR_STOP = 10;

    private final Vertx vertx;
    private final HttpServer server;

    private EmbeddedApiServer(Vertx vertx, HttpServer server) {
        this.vertx = vertx;
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param port 0 picks a free one
     * @throws IllegalStateException if the port is taken
     */
    public static EmbeddedApiServer start(ObjectStore store, Clock clock, int port) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxInitialLineLength(16_384)
                .setCompressionSupported(false));
        server.requestHandler(new HttpFront(vertx, store, clock)::handle);
        try {
            await(server.listen());
        } catch (IllegalStateException e) {
            vertx.close();
            throw new IllegalStateException(
                    "The embedded API server can't listen on 127.0.0.1:" + port + "; is the port taken?", e);
        }
        return new EmbeddedApiServer(vertx, server);
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** A new client of this server; the caller closes it. */
    public KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(url())
                .withNamespace("default")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /**
     * What kubectl and other tools need to find this server.
     *
     * @param namespace that they look in unless told otherwise
     */
    public String kubeconfigYaml(String namespace) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sluice-demo
                  cluster: {server: "%s"}
                users:
                - name: demo
                  user: {token: none}
                contexts:
                - name: sluice-demo
                  context: {cluster: sluice-demo, user: demo, namespace: "%s"}
                current-context: sluice-demo
                """.formatted(url(), namespace);
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(SECONDS_TO_START_OR_STOP, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The embedded API server failed: " + e.getMessage(), e);
        }
    }
}
