package dev.sluice.sim.store;

import java.util.List;
import java.util.Locale;

/** One kind as the API serves it. The core group is the empty string. */
public record ResourceType(
        String group,
        String version,
        String plural,
        String kind,
        List<String> shortNames,
        boolean namespaced,
        boolean statusSubresource,
        List<PrinterColumn> columns) {

    public ResourceType {
        shortNames = List.copyOf(shortNames);
        columns = List.copyOf(columns);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public String singular() {
        return kind.toLowerCase(Locale.ROOT);
    }

    /** Whether a CustomResourceDefinition brings the kind on a real cluster. */
    public boolean isCustom() {
        return group.contains(".") && !group.endsWith(".k8s.io");
    }

    /** The name that error messages use, such as {@code deployments.apps}. */
    public String qualifiedName() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    public ObjectKey key(String namespace, String name) {
        return new ObjectKey(group, plural, namespaced ? namespace : "", name);
    }
}
