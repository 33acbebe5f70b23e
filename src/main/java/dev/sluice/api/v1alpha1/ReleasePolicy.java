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
 * How one Deployment's changes reach users.
 *
 * <p>The spec is kept as it was sent, as a JSON tree: an object that does not fit the schema (an old one, or one from a
 * server that does not validate) then stays readable, and every fault in it becomes a condition instead of the end of
 * the watch. {@link ReleasePolicySpec} is its schema; {@code PolicyReader} turns it into a plan.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@Group("sluice.dev")
@Version("v1alpha1")
@ShortNames("rp")
@Categories("sluice")
@SchemaSwap(originalType = ReleasePolicy.class, fieldName = "spec", targetType = ReleasePolicySpec.class)
@ValidationRule(value = "has(self.spec)", message = "spec is missing; write at least workload and traffic")
@ValidationRule(
        value = "self.metadata.name.size() <= 52",
        message = "metadata.name may have at most 52 characters, so that the names of its Releases fit")
// The generator orders columns by path. The wildcard (only spec or status has such a field) puts Age behind the others.
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".*.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".*.phase")
@AdditionalPrinterColumn(name = "Release", jsonPath = ".*.release")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".*.step")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".*.verdict")
@AdditionalPrinterColumn(name = "Weight", jsonPath = ".*.weight")
@AdditionalPrinterColumn(name = "Workload", jsonPath = ".*.workload.name")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class ReleasePolicy extends CustomResource<JsonNode, ReleasePolicyStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
