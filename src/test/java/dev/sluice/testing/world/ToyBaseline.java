package dev.sluice.testing.world;

import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The copy of the stable version in the toy world. Its pods get ready as the candidate's do. */
final class ToyBaseline {

    @Nullable
    String template;

    int size;
    int ready;
    boolean neverReady;
    boolean isForeign;
    int made;

    private int seconds;

    void second() {
        if (template == null) {
            return;
        }
        seconds++;
        ready = neverReady || seconds < ToyCluster.READY_AFTER ? ready : Math.min(size, ready + 2);
    }

    void size(Template wanted, int replicas) {
        if (!wanted.json().equals(template)) {
            made++;
            template = wanted.json();
            ready = 0;
            seconds = 0;
        }
        size = replicas;
        ready = Math.min(ready, size);
    }

    void delete() {
        if (!isForeign) {
            template = null;
            size = 0;
            ready = 0;
        }
    }

    @Nullable
    BaselineView view(KnownTemplates known) {
        if (template == null && !isForeign) {
            return null;
        }
        Template serving = known.serving();
        boolean isCopy = serving != null && serving.json().equals(template);
        List<PodProblem> problems =
                neverReady ? List.of(new PodProblem("b", "Unschedulable", false, "Pod b finds no node.")) : List.of();
        return new BaselineView(!isForeign, isCopy, size, ready, problems, List.of());
    }
}
