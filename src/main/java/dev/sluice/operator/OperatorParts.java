package dev.sluice.operator;

import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.operator.record.ReleaseStore;
import dev.sluice.operator.template.TemplateCache;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the reconciler is made of; put together in one place. */
public final class OperatorParts {

    private final TemplateCache templates = new TemplateCache();
    private final PolicyDriver driver;
    private final ReleaseMeters meters;

    public OperatorParts(Ports ports, KubernetesClient client, Watchers watchers, Defaults defaults) {
        this.meters = new ReleaseMeters(watchers.registry(), watchers.pulse());
        this.driver = new PolicyDriver(ports, new ReleaseStore(client), meters, new PolicyReader(defaults, templates));
    }

    TemplateCache templates() {
        return templates;
    }

    PolicyDriver driver() {
        return driver;
    }

    ReleaseMeters meters() {
        return meters;
    }
}
