package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.scenario.bed.App;
import dev.sluice.scenario.bed.Build;
import dev.sluice.scenario.bed.Manifests;
import dev.sluice.scenario.bed.Policy;
import dev.sluice.scenario.bed.PrometheusLine;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An idle policy costs nothing. */
@RealCluster
@Isolated("it counts the API server's requests")
class IdleCostIT {

    private static final int POLICIES = 100;

    /** Requests for what the operator reads or writes, but for watches; the operator's lease is not the policies' cost. */
    private static final Pattern REQUESTS = Pattern.compile(
            "(?m)^apiserver_request_total\\{(?=[^}]*(?:group=\"sluice\\.dev\"|resource=\"(?:deployments|replicasets"
                    + "|virtualservices)\"))(?![^}]*verb=\"WATCH\")[^}]*} (\\S+)$");

    @Test
    void a_hundred_idle_policies_ask_neither_the_api_server_nor_prometheus(Scenario scenario) {
        KubernetesClient client = scenario.cluster().client();
        PrometheusLine line = scenario.prometheusLine();
        List<App> apps = IntStream.range(0, POLICIES)
                .mapToObj(number -> scenario.idleApp(
                        "app-" + number, Build.of("v1"), Manifests.ALL.replace("replicas: 4", "replicas: 1")))
                .toList();
        apps.forEach(app -> app.applyPolicy(Policy.byDefault(), line.address()));
        apps.forEach(App::awaitAtRest);
        awaitNamespacesGone(client);
        Claims.watchFor(Duration.ofSeconds(15));

        long requests = requests(client);
        long bytes = line.bytesAsked();
        Claims.watchFor(Duration.ofSeconds(60));
        long asked = requests(client) - requests;

        scenario.remark(POLICIES + " idle policies: " + asked + " API requests a minute");
        assertThat(line.bytesAsked() - bytes).as("bytes sent to Prometheus").isZero();
        assertThat(asked).as("API requests in a minute").isZero();
    }

    private static void awaitNamespacesGone(KubernetesClient client) {
        await("earlier scenarios' namespaces to be gone")
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.namespaces().list().getItems().stream()
                        .noneMatch(namespace -> namespace.getMetadata().getDeletionTimestamp() != null));
    }

    private static long requests(KubernetesClient client) {
        Matcher matcher = REQUESTS.matcher(client.raw("/metrics"));
        double sum = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return Math.round(sum);
    }
}
