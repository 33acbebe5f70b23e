package dev.sluice.operator;

import dev.sluice.api.reader.PolicyReader;
import dev.sluice.operator.record.ReleaseStore;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the reconciler is made of; put together in one place. */
public final class OperatorParts {

    private final PolicyDriver driver;
    private final ReleaseMeters meters;

    public OperatorParts(Ports ports, KubernetesClient client, Watchers watchers, PolicyReader reader) {
        this.meters = new ReleaseMeters(watchers.registry(), watchers.pulse());
        this.driver = new PolicyDriver(ports, new ReleaseStore(client), meters, reader);
    }

    PolicyDriver driver() {
        return driver;
    }

    ReleaseMeters meters() {
        return meters;
    }
}
