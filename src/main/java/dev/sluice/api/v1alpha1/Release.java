package dev.sluice.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One attempt to bring one revision out. Sluice writes it; people add intents. */
@Group("sluice.dev")
@Version("v1alpha1")
@ShortNames("rel")
@Categories("sluice")
@ValidationRule(
        value =
                "!has(oldSelf.spec) || (self.spec.policy == oldSelf.spec.policy && self.spec.revision == oldSelf.spec.revision"
                        + " && self.spec.candidate == oldSelf.spec.candidate && self.spec.serving == oldSelf.spec.serving)",
        message = "only spec.intents of a Release may change")
@AdditionalPrinterColumn(name = "Policy", jsonPath = ".spec.policy")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Step", jsonPath = ".status.step")
@AdditionalPrinterColumn(name = "Weight", jsonPath = ".status.weight")
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public final class Release extends CustomResource<ReleaseSpec, ReleaseStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    /** Label with the policy's name. */
    public static final String POLICY_LABEL = "sluice.dev/policy";
}
