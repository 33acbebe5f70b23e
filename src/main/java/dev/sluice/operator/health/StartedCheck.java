package dev.sluice.operator.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Started means that the program is wired; a standby that waits for the lease has started too. */
@Startup
@Singleton
public class StartedCheck implements HealthCheck {

    private final Pulse pulse;

    @Inject
    public StartedCheck(Pulse pulse) {
        this.pulse = pulse;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started")
                .withData("metricSources", pulse.sources().size())
                .up()
                .build();
    }
}
