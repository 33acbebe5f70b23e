package dev.sluice.operator.wiring;

import dev.sluice.core.port.PortException;
import dev.sluice.metrics.prometheus.query.Credentials;
import dev.sluice.metrics.prometheus.query.CredentialsLookup;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Credentials out of Secrets, read at most once a minute each; a rotated one is used within that time. */
final class SecretCredentials implements CredentialsLookup {

    /** Credentials of the cluster itself; whoever may write a policy could have them sent anywhere. */
    private static final String SERVICE_ACCOUNT_TOKEN = "kubernetes.io/service-account-token";

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    SecretCredentials(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Entry(Credentials credentials, Instant readAt) {}

    @Override
    public Credentials find(String namespace, String secret) throws PortException {
        String key = namespace + "/" + secret;
        Entry entry = entries.get(key);
        if (entry != null && clock.instant().isBefore(entry.readAt().plus(FRESH))) {
            return entry.credentials();
        }
        Credentials read = read(namespace, secret);
        entries.put(key, new Entry(read, clock.instant()));
        return read;
    }

    private Credentials read(String namespace, String name) throws PortException {
        Secret secret = get(namespace, name);
        if (secret == null) {
            throw new PortException(
                    PortException.Kind.ABSENT,
                    "Secret " + namespace + "/" + name
                            + " does not exist; create it with the keys token, or username and password, or ca.crt");
        }
        if (SERVICE_ACCOUNT_TOKEN.equals(secret.getType())) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    "Secret " + namespace + "/" + name + " is of type " + SERVICE_ACCOUNT_TOKEN
                            + ", which is not sent to a metric source; put what the source asks for into a Secret of"
                            + " type Opaque");
        }
        return new Credentials(
                value(secret, "token"), value(secret, "username"), value(secret, "password"), value(secret, "ca.crt"));
    }

    private @Nullable Secret get(String namespace, String name) throws PortException {
        try {
            return client.secrets().inNamespace(namespace).withName(name).get();
        } catch (KubernetesClientException e) {
            PortException.Kind kind = e.getCode() == 403 ? PortException.Kind.REJECTED : PortException.Kind.TRANSIENT;
            throw new PortException(
                    kind, "Secret " + namespace + "/" + name + " could not be read (code " + e.getCode() + ")");
        }
    }

    private static @Nullable String value(Secret secret, String key) {
        String encoded = secret.getData() == null ? null : secret.getData().get(key);
        return encoded == null ? null : new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }
}
