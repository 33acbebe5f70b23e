package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Writes of people, who try again when the API server says that it was too busy or that somebody else was quicker. */
final class Writes {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Writes() {}

    static void untilDone(Runnable write) {
        Awaitility.await("a write to the API server")
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptionsMatching(Writes::isWorthAnotherTry)
                .until(() -> {
                    write.run();
                    return true;
                });
    }

    private static boolean isWorthAnotherTry(Throwable failure) {
        return failure instanceof KubernetesClientException refused
                && (refused.getCode() == HttpURLConnection.HTTP_CONFLICT
                        || refused.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR
                        || refused.getCode() == 0);
    }
}
