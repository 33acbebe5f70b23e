package dev.sluice.api.metric;

/**
 * Which template is meant.
 *
 * @param namespace of the policy that names it; a cluster-wide template has none itself
 */
public record TemplateRef(TemplateKind kind, String namespace, String name) {
    @Override
    public String toString() {
        return kind == TemplateKind.NAMESPACED
                ? kind.title() + " " + namespace + "/" + name
                : kind.title() + " " + name;
    }
}
