package dev.sluice.api.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The templates that policies can name. */
public interface MetricTemplates {
    /** None at all. */
    MetricTemplates NONE = new MetricTemplates() {
        @Override
        public Optional<JsonNode> find(TemplateRef template) {
            return Optional.empty();
        }

        @Override
        public boolean isWhole() {
            return true;
        }
    };

    /** The whole object, {@code apiVersion} to {@code spec}, as it was written; empty when it is not among these. */
    Optional<JsonNode> find(TemplateRef template);

    /** Whether these are all there are; false where files are looked at, not the cluster. */
    boolean isWhole();
}
