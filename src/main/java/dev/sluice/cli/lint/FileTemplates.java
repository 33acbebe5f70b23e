package dev.sluice.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.metric.MetricTemplates;
import dev.sluice.api.metric.TemplateKind;
import dev.sluice.api.metric.TemplateRef;
import dev.sluice.api.text.ApiVersion;
import dev.sluice.cli.manifest.Neighbours;
import dev.sluice.cli.manifest.Resource;
import java.util.Optional;

/** The templates in the files that a policy is looked at with. There may be others in the cluster. */
record FileTemplates(Neighbours neighbours, Resource policy) implements MetricTemplates {

    @Override
    public Optional<JsonNode> find(TemplateRef template) {
        String kind = template.kind().title();
        Optional<Resource> found = template.kind() == TemplateKind.NAMESPACED
                ? neighbours.find(policy, ApiVersion.GROUP, kind, template.name())
                : neighbours.findClusterWide(policy, ApiVersion.GROUP, kind, template.name());
        return found.map(Resource::tree);
    }

    @Override
    public boolean isWhole() {
        return false;
    }
}
