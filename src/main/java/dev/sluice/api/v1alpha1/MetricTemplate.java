package dev.sluice.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.SchemaSwap;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * A query that the policies of a namespace share.
 *
 * <p>The spec is kept as it was sent, for the reason that {@link ReleasePolicy} gives.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("sluice.dev")
@Version("v1alpha1")
@ShortNames("mt")
@Categories("sluice")
@SchemaSwap(originalType = MetricTemplate.class, fieldName = "spec", targetType = MetricTemplateSpec.class)
@ValidationRule(value = "has(self.spec)", message = "spec is missing; write at least query")
@AdditionalPrinterColumn(name = "Description", jsonPath = ".spec.description")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class MetricTemplate extends CustomResource<JsonNode, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
