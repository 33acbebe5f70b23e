package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.core.port.PortException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes Release objects, past any cache: what is recorded must be what is decided on. */
public final class ReleaseStore {

    private final KubernetesClient client;

    public ReleaseStore(KubernetesClient client) {
        this.client = client;
    }

    /** The releases of a policy, newest first. */
    public List<Release> of(String namespace, String policy) throws PortException {
        return calling(
                "list releases of " + namespace + "/" + policy,
                () -> client
                        .resources(Release.class)
                        .inNamespace(namespace)
                        .withLabel(Release.POLICY_LABEL, policy)
                        .list()
                        .getItems()
                        .stream()
                        .sorted(Comparator.comparing(ReleaseStore::revision).reversed())
                        .toList());
    }

    private static int revision(Release release) {
        Integer revision = release.getSpec() == null ? null : release.getSpec().revision;
        return revision == null ? 0 : revision;
    }

    @Nullable
    public Release get(String namespace, String name) throws PortException {
        return callingForNullable(
                "read release " + namespace + "/" + name,
                () -> client.resources(Release.class)
                        .inNamespace(namespace)
                        .withName(name)
                        .get());
    }

    public Release create(Release release) throws PortException {
        return calling(
                "create release " + name(release),
                () -> client.resource(release).create());
    }

    /** Writes the status if nobody has written the object since it was read; else TRANSIENT. */
    public Release updateStatus(Release release) throws PortException {
        return calling(
                "record the state of release " + name(release),
                () -> client.resource(release).updateStatus());
    }

    public void delete(Release release) throws PortException {
        calling(
                "delete release " + name(release),
                () -> client.resource(release).delete());
    }

    private static String name(Release release) {
        return release.getMetadata().getNamespace() + "/"
                + release.getMetadata().getName();
    }

    private static <T> T calling(String what, Supplier<T> call) throws PortException {
        T result = callingForNullable(what, call);
        if (result == null) {
            throw new PortException(
                    PortException.Kind.TRANSIENT, "Could not " + what + ": the API server sent nothing.");
        }
        return result;
    }

    private static <T> @Nullable T callingForNullable(String what, Supplier<@Nullable T> call) throws PortException {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            PortException.Kind kind = switch (e.getCode()) {
                case 404 -> PortException.Kind.ABSENT;
                case 400, 401, 403, 422 -> PortException.Kind.REJECTED;
                default -> PortException.Kind.TRANSIENT;
            };
            throw new PortException(kind, "Could not " + what + ": " + e.getMessage(), e);
        }
    }
}
