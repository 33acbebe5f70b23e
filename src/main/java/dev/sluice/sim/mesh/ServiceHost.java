package dev.sluice.sim.mesh;

import java.util.List;

/** A Service as routes name it: short, or fully qualified. */
record ServiceHost(String namespace, String name) {

    private static final String SUFFIX = ".svc.cluster.local";

    /** A name without a dot is looked up in the namespace of the object that names it. */
    static ServiceHost parse(String host, String namespace) {
        String plain = host.endsWith(SUFFIX) ? host.substring(0, host.length() - SUFFIX.length()) : host;
        List<String> parts = List.of(plain.split("\\.", -1));
        return new ServiceHost(parts.size() > 1 ? parts.get(1) : namespace, parts.get(0));
    }

    String fqdn() {
        return name + "." + namespace + SUFFIX;
    }
}
