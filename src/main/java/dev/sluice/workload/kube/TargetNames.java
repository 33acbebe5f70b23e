package dev.sluice.workload.kube;

import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.api.ObjectName;

/** The objects that a target names. */
final class TargetNames {
    private TargetNames() {}

    static ObjectName deployment(WorkloadTarget target) {
        return new ObjectName(Kind.DEPLOYMENT, target.namespace(), target.name());
    }

    static ObjectName service(WorkloadTarget target) {
        return new ObjectName(Kind.SERVICE, target.namespace(), target.service());
    }

    static ObjectName candidate(WorkloadTarget target) {
        return new ObjectName(Kind.DEPLOYMENT, target.namespace(), target.candidate());
    }

    static ObjectName baseline(WorkloadTarget target) {
        return new ObjectName(Kind.DEPLOYMENT, target.namespace(), target.baseline());
    }

    static ObjectName candidateService(WorkloadTarget target) {
        return new ObjectName(Kind.SERVICE, target.namespace(), target.candidate());
    }
}
