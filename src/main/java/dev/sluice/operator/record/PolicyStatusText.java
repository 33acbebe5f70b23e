package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import io.fabric8.kubernetes.client.utils.Serialization;

/** A status as text, to see whether it differs. */
public final class PolicyStatusText {

    private PolicyStatusText() {}

    public static String of(ReleasePolicyStatus status) {
        return Serialization.asJson(status);
    }
}
