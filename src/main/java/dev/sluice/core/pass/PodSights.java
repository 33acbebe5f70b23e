package dev.sluice.core.pass;

import dev.sluice.core.judge.threshold.PodSight;
import dev.sluice.core.workload.PodHealth;
import java.util.List;

/** What a view says of pods, in the judge's words. */
public final class PodSights {

    private PodSights() {}

    /** One a pod. Where a pod does not say when its readiness changed, it changes only where it is seen to. */
    public static List<PodSight> of(List<PodHealth> pods) {
        return pods.stream().map(PodSights::of).toList();
    }

    private static PodSight of(PodHealth pod) {
        return new PodSight(
                pod.name(),
                pod.isReady(),
                pod.isReady() ? pod.readyChangedAt() : null,
                pod.restarts(),
                pod.isOutOfMemory() ? 1 : 0);
    }
}
