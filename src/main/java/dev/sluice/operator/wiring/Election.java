package dev.sluice.operator.wiring;

import dev.sluice.core.port.PortException;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * The lease that one replica holds while it acts.
 *
 * @param isOn whether there is one; a single process may go without
 * @param namespace of the lease
 * @param identity under which this process holds it
 */
record Election(KubernetesClient client, boolean isOn, String namespace, String identity) {

    static final String LEASE = "sluice";

    /**
     * How long a lost leader keeps the others waiting. Shorter than the usual 15 s, because nobody takes a bad candidate's
     * traffic away meanwhile; long enough that a busy API server costs no leader its lease.
     */
    private static final Duration DURATION = Duration.ofSeconds(9);

    private static final Duration RENEW_WITHIN = Duration.ofSeconds(6);
    private static final Duration RETRY = Duration.ofMillis(1500);

    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withLeaseDuration(DURATION)
                .withRenewDeadline(RENEW_WITHIN)
                .withRetryPeriod(RETRY)
                .build();
    }

    /**
     * Asks who leads. A process that was suspended may believe for a moment that it still does.
     *
     * @throws PortException TRANSIENT when another process holds the lease. Not when it can't be read: what is to be
     *     written next is fenced by its version besides, and traffic on its way back to stable must not wait for a lease.
     */
    void requireLead() throws PortException {
        Optional<String> holder = holder();
        if (holder.isPresent() && !holder.get().equals(identity)) {
            throw new PortException(
                    PortException.Kind.TRANSIENT,
                    "Lease " + namespace + "/" + LEASE + " is held by " + holder.get() + ", not by " + identity
                            + ": nothing was written");
        }
    }

    private Optional<String> holder() {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(LEASE).get();
            return lease == null || lease.getSpec() == null
                    ? Optional.empty()
                    : Optional.ofNullable(lease.getSpec().getHolderIdentity()).filter(name -> !name.isBlank());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
