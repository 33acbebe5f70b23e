package dev.sluice.cli.lint;

import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Resource;
import dev.sluice.core.policy.ReleasePlan;

/** A policy that is valid by itself. */
record LintedPolicy(Resource resource, ReleasePlan plan) {

    /** Whether it is the same object, as two variants of it in two directories are. */
    boolean isSameObject(LintedPolicy other) {
        return resource.namespace().equals(other.resource.namespace())
                && resource.name().equals(other.resource.name());
    }

    boolean isInSameNamespace(LintedPolicy other) {
        return resource.namespace().equals(other.resource.namespace());
    }

    Finding finding(String path, String problem, String remedy) {
        return resource.finding(path, problem, remedy);
    }
}
