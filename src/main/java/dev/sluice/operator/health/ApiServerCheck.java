package dev.sluice.operator.health;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the API server answers and every watch is up. */
@Readiness
@Singleton
public class ApiServerCheck implements HealthCheck {

    private final Operator operator;
    private final KubernetesClient client;
    private final Pulse pulse;

    @Inject
    public ApiServerCheck(Operator operator, KubernetesClient client, Pulse pulse) {
        this.operator = operator;
        this.client = client;
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("api server and watches");
        boolean isStarted = operator.getRuntimeInfo().isStarted();
        boolean areWatching = isStarted && operator.getRuntimeInfo().allEventSourcesAreHealthy();
        String problem = problem();
        response.withData("apiServer", problem.isEmpty() ? "answers" : problem);
        response.withData("watches", areWatching ? "up" : isStarted ? "down" : "not started (or not the leader)");
        // Detail only: a Prometheus that is away holds releases, and that is all it does.
        pulse.sources().forEach((address, state) -> response.withData("metrics " + address, state));
        return response.status(problem.isEmpty() && (areWatching || !isStarted)).build();
    }

    private String problem() {
        try {
            client.getKubernetesVersion();
            return "";
        } catch (KubernetesClientException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
