package dev.sluice.operator.wiring;

import dev.sluice.api.reader.Defaults;
import dev.sluice.core.port.TrafficRouter;
import dev.sluice.metrics.prometheus.PrometheusSource;
import dev.sluice.operator.EventAnnouncer;
import dev.sluice.operator.OperatorParts;
import dev.sluice.operator.Ports;
import dev.sluice.operator.Watchers;
import dev.sluice.operator.health.Pulse;
import dev.sluice.probe.http.HttpSender;
import dev.sluice.traffic.istio.IstioRouter;
import dev.sluice.workload.kube.DeploymentGateway;
import dev.sluice.workload.kube.PausedHold;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts the operator together. */
@Singleton
public class Wiring {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Ports ports(KubernetesClient client, Clock clock, Election election) {
        TrafficRouter router = new IstioRouter(client);
        return new Ports(
                new DeploymentGateway(client),
                new PausedHold(client),
                election.isOn() ? new LeaderOnlyRouter(router, election) : router,
                new PrometheusSource(new SecretCredentials(client, clock)),
                new HttpSender(new ServiceAddresses(client)),
                new EventAnnouncer(client, clock),
                clock);
    }

    @Produces
    @Singleton
    Pulse pulse(Clock clock) {
        return new Pulse(clock);
    }

    @Produces
    @Singleton
    Election election(
            KubernetesClient client,
            @ConfigProperty(name = "sluice.leader-election", defaultValue = "false") boolean isElected,
            @ConfigProperty(name = "sluice.lease-namespace") Optional<String> namespace,
            @ConfigProperty(name = "pod.name") Optional<String> pod) {
        String own = client.getNamespace() == null ? "default" : client.getNamespace();
        // A container that starts again in its pod takes its lease up at once.
        String identity = pod.orElseGet(() -> UUID.randomUUID().toString());
        return new Election(client, isElected, namespace.orElse(own), identity);
    }

    /** The lease; null where the operator is told to go without. */
    @Produces
    @Dependent
    @Unremovable
    @Nullable
    LeaderElectionConfiguration lease(Election election) {
        return election.isOn() ? election.configuration() : null;
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
        return new OperatorParts(ports, client, new Watchers(registry, pulse), new Defaults(prometheus));
    }
}
