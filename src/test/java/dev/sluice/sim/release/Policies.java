package dev.sluice.sim.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.core.policy.ReleasePlan;

/** Plans out of the real reader. */
final class Policies {

    /** Nothing but the steps counts: there is no bake. */
    static final String WITHOUT_BAKE = "{bake: 0s}";

    private static final String POLICY = """
            apiVersion: sluice.dev/v1alpha1
            kind: ReleasePolicy
            metadata: {name: checkout, namespace: shop}
            """;

    private Policies() {}

    /** @param spec all of it but workload and traffic */
    static ReleasePlan plan(String spec) {
        String rest = spec.strip().substring(1);
        String whole = POLICY + "spec: {workload: {name: checkout}, traffic: {service: checkout, istio: {}}"
                + (rest.equals("}") ? rest : ", " + rest);
        try {
            return new PolicyReader(Defaults.STANDARD)
                    .read(new YAMLMapper().readTree(whole))
                    .fold(plan -> plan, faults -> {
                        throw new IllegalArgumentException(faults.toString());
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(whole, e);
        }
    }
}
