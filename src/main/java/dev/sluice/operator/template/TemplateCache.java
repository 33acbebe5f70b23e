package dev.sluice.operator.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateRef;
import dev.sluice.api.v1alpha1.ClusterMetricTemplate;
import dev.sluice.api.v1alpha1.MetricTemplate;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The templates in the cluster, as informers know them; a change of one wakes the policies that name it. */
public final class TemplateCache implements MetricTemplates {

    private volatile @Nullable Cache<MetricTemplate> namespaced;
    private volatile @Nullable Cache<ClusterMetricTemplate> clusterWide;

    /** The event sources that fill it. */
    public List<EventSource<?, ReleasePolicy>> sources(EventSourceContext<ReleasePolicy> context) {
        var ofNamespaces = source(MetricTemplate.class, "metric-templates", TemplateKind.NAMESPACED, context);
        var ofTheCluster =
                source(ClusterMetricTemplate.class, "cluster-metric-templates", TemplateKind.CLUSTER, context);
        namespaced = ofNamespaces;
        clusterWide = ofTheCluster;
        return List.of(ofNamespaces, ofTheCluster);
    }

    private static <T extends CustomResource<JsonNode, Void>> InformerEventSource<T, ReleasePolicy> source(
            Class<T> type, String name, TemplateKind kind, EventSourceContext<ReleasePolicy> context) {
        return new InformerEventSource<>(
                InformerEventSourceConfiguration.from(type, ReleasePolicy.class)
                        .withName(name)
                        .withSecondaryToPrimaryMapper(template -> namedBy(
                                context.getPrimaryCache().list(policy -> true).toList(), kind, template))
                        .build(),
                context);
    }

    /** The policies among these that name a template. */
    public static Set<ResourceID> namedBy(
            List<ReleasePolicy> policies, TemplateKind kind, CustomResource<JsonNode, Void> template) {
        return policies.stream()
                .filter(policy -> names(policy, kind, template))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    private static boolean names(ReleasePolicy policy, TemplateKind kind, CustomResource<JsonNode, Void> template) {
        String own = policy.getMetadata().getNamespace();
        String namespace = template.getMetadata().getNamespace();
        TemplateRef ref = new TemplateRef(kind, own, template.getMetadata().getName());
        return (kind == TemplateKind.CLUSTER || own.equals(namespace))
                && TemplateRef.namedIn(policy.getSpec(), own).contains(ref);
    }

    @Override
    public Optional<JsonNode> find(TemplateRef ref) {
        return ref.kind() == TemplateKind.NAMESPACED
                ? find(namespaced, new ResourceID(ref.name(), ref.namespace()))
                : find(clusterWide, new ResourceID(ref.name()));
    }

    private static <T extends CustomResource<JsonNode, Void>> Optional<JsonNode> find(
            @Nullable Cache<T> cache, ResourceID id) {
        if (cache == null) {
            throw new IllegalStateException("templates are not watched yet");
        }
        return cache.get(id).map(TemplateCache::tree);
    }

    private static JsonNode tree(CustomResource<JsonNode, Void> template) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", template.getApiVersion()).put("kind", template.getKind());
        tree.putObject("metadata").put("name", template.getMetadata().getName());
        if (template.getSpec() != null) {
            tree.set("spec", template.getSpec());
        }
        return tree;
    }

    @Override
    public boolean isWhole() {
        return true;
    }
}
