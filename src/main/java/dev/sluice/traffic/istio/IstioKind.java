package dev.sluice.traffic.istio;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that the router reads and writes. */
enum IstioKind {
    VIRTUAL_SERVICE("VirtualService", "virtualservices"),
    DESTINATION_RULE("DestinationRule", "destinationrules");

    static final String GROUP = "networking.istio.io";

    private final String kind;
    private final String plural;

    IstioKind(String kind, String plural) {
        this.kind = kind;
        this.plural = plural;
    }

    String kind() {
        return kind;
    }

    String plural() {
        return plural;
    }

    ResourceDefinitionContext at(String version) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
