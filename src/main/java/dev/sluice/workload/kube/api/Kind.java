package dev.sluice.workload.kube.api;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds that a workload is made of, and those by which others choose its pods. */
public enum Kind {
    DEPLOYMENT("apps", "v1", "Deployment", "deployments"),
    REPLICA_SET("apps", "v1", "ReplicaSet", "replicasets"),
    POD("", "v1", "Pod", "pods"),
    SERVICE("", "v1", "Service", "services"),
    AUTOSCALER("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
    NETWORK_POLICY("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies"),
    DISRUPTION_BUDGET("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets"),
    AUTHORIZATION_POLICY("security.istio.io", "v1", "AuthorizationPolicy", "authorizationpolicies"),
    POD_MONITOR("monitoring.coreos.com", "v1", "PodMonitor", "podmonitors");

    private final String group;
    private final String version;
    private final String singular;
    private final String plural;

    Kind(String group, String version, String singular, String plural) {
        this.group = group;
        this.version = version;
        this.singular = singular;
        this.plural = plural;
    }

    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(singular)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** As RBAC rules name it. */
    public String plural() {
        return plural;
    }

    /** The path of the collection in a namespace. */
    public String path(String namespace) {
        String root = group.isEmpty() ? "/api/" : "/apis/" + group + "/";
        return root + version + "/namespaces/" + namespace + "/" + plural;
    }

    @Override
    public String toString() {
        return singular;
    }
}
