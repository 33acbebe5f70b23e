package dev.sluice.workload.kube.api;

import java.util.Locale;

/** Which object, in the words that messages use. */
public record ObjectName(Kind kind, String namespace, String name) {

    /** How kubectl is told about it. */
    public String forKubectl() {
        return kind.toString().toLowerCase(Locale.ROOT) + "/" + name + " -n " + namespace;
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
