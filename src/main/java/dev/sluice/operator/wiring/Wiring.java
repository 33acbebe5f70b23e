package dev.sluice.operator.wiring;

import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.metrics.prometheus.PrometheusSource;
import dev.sluice.operator.EventAnnouncer;
import dev.sluice.operator.OperatorParts;
import dev.sluice.operator.Ports;
import dev.sluice.operator.Watchers;
import dev.sluice.operator.health.Pulse;
import dev.sluice.traffic.istio.IstioRouter;
import dev.sluice.workload.kube.DeploymentGateway;
import dev.sluice.workload.kube.PausedHold;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts the operator together. */
@Singleton
public class Wiring {

    /**
     * How long a lost leader keeps the others waiting. Shorter than the usual 15 s, because nobody takes a bad candidate's
     * traffic away meanwhile; long enough that a busy API server costs no leader its lease.
     */
    private static final Duration LEASE = Duration.ofSeconds(9);

    private static final Duration RENEW_WITHIN = Duration.ofSeconds(6);
    private static final Duration RETRY = Duration.ofMillis(1500);

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ports ports(KubernetesClient client, Clock clock) {
        return new Ports(
                new DeploymentGateway(client),
                new PausedHold(client),
                new IstioRouter(client),
                new PrometheusSource(new SecretCredentials(client, clock)),
                new EventAnnouncer(client, clock),
                clock);
    }

    @Produces
    @Singleton
    Pulse pulse(Clock clock) {
        return new Pulse(clock);
    }

    /** The lease; null where the operator is told to go without. */
    @Produces
    @Dependent
    @Unremovable
    @Nullable
    LeaderElectionConfiguration lease(
            KubernetesClient client,
            @ConfigProperty(name = "sluice.leader-election", defaultValue = "false") boolean isElected,
            @ConfigProperty(name = "sluice.lease-namespace") Optional<String> namespace) {
        String own = client.getNamespace() == null ? "default" : client.getNamespace();
        return isElected
                ? LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("sluice")
                        .withLeaseNamespace(namespace.orElse(own))
                        .withLeaseDuration(LEASE)
                        .withRenewDeadline(RENEW_WITHIN)
                        .withRetryPeriod(RETRY)
                        .build()
                : null;
    }

    @Produces
    @Singleton
    OperatorParts parts(
            Ports ports,
            KubernetesClient client,
            MeterRegistry registry,
            Pulse pulse,
            @ConfigProperty(name = "sluice.prometheus.address", defaultValue = "http://prometheus.monitoring:9090")
                    String prometheus) {
        return new OperatorParts(
                ports, client, new Watchers(registry, pulse), new PolicyReader(new Defaults(prometheus)));
    }
}
