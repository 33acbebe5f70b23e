package dev.sluice.operator.wiring;

import dev.sluice.core.port.PortException;
import dev.sluice.probe.http.Addresses;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cluster's own names of Services, and the ports that the Services say. */
record ServiceAddresses(KubernetesClient client) implements Addresses {

    @Override
    public InetSocketAddress find(String namespace, String service, @Nullable String port) throws PortException {
        return InetSocketAddress.createUnresolved(service + "." + namespace + ".svc", port(namespace, service, port));
    }

    private int port(String namespace, String service, @Nullable String wanted) throws PortException {
        if (wanted != null && wanted.chars().allMatch(Character::isDigit)) {
            return Integer.parseInt(wanted);
        }
        List<ServicePort> ports = ports(namespace, service);
        return ports.stream()
                .filter(port -> wanted == null || wanted.equals(port.getName()))
                .findFirst()
                .map(ServicePort::getPort)
                .orElseThrow(() -> new PortException(
                        PortException.Kind.REJECTED,
                        "Service %s/%s has no port%s; correct analysis.quiet.port"
                                .formatted(namespace, service, wanted == null ? "" : " named " + wanted)));
    }

    private List<ServicePort> ports(String namespace, String name) throws PortException {
        try {
            Service service =
                    client.services().inNamespace(namespace).withName(name).get();
            if (service == null) {
                throw new PortException(
                        PortException.Kind.ABSENT, "Service " + namespace + "/" + name + " does not exist");
            }
            return service.getSpec() == null ? List.of() : service.getSpec().getPorts();
        } catch (KubernetesClientException e) {
            throw new PortException(
                    PortException.Kind.TRANSIENT,
                    "Service " + namespace + "/" + name + " could not be read (code " + e.getCode() + ")",
                    e);
        }
    }
}
