package dev.sluice.operator.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive means that no pass hangs. An API server or a Prometheus that is away is no reason to be killed. */
@Liveness
@Singleton
public class PassesCheck implements HealthCheck {

    private static final Duration LONGEST_PASS = Duration.ofMinutes(5);

    private final Pulse pulse;

    @Inject
    public PassesCheck(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<String> stuck = pulse.stuckFor(LONGEST_PASS);
        var response = HealthCheckResponse.named("passes").status(stuck.isEmpty());
        stuck.ifPresent(policy -> response.withData("stuck", policy));
        return response.build();
    }
}
