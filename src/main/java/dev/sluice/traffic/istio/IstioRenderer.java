package dev.sluice.traffic.istio;

import dev.sluice.core.port.PortException;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.util.HashMap;
import java.util.Map;

/**
 * What a VirtualService says of a release, and how it must look at other weights. Pure: resources come and go as maps,
 * and nothing is kept of an older state but the annotation that {@link ReleaseNote} describes, so that what people edit
 * meanwhile stays.
 */
final class IstioRenderer {

    private IstioRenderer() {}

    /**
     * Reads the weights. Only the VirtualService is looked at, so {@code isClear} does not cover the mirrored rule.
     *
     * @throws PortException REJECTED where {@link #render} would be
     */
    static TrafficView view(Map<String, Object> virtualService, TrafficTarget target, Weights expected)
            throws PortException {
        RouteTable table = RouteTable.of(virtualService, target);
        table.requireSplittable();
        boolean isClear = table.routes().stream().noneMatch(ServiceRoute::hasCandidate)
                && !ReleaseNote.isOn(virtualService, target.service());
        String version = Tree.text(Tree.map(virtualService.get("metadata")), "resourceVersion")
                .orElse("");
        return new TrafficView(configured(table, expected), isClear, version);
    }

    /**
     * The VirtualService at these weights. At 0 the candidate destinations are gone and the note stays.
     *
     * @throws PortException REJECTED where no route or an ambiguous one leads to the service, or one that cannot be
     *     split
     */
    static Map<String, Object> render(Map<String, Object> virtualService, TrafficTarget target, Weights weights)
            throws PortException {
        RouteTable table = RouteTable.of(virtualService, target);
        table.requireSplittable();
        boolean isMarked = ReleaseNote.isOn(virtualService, target.service());
        ReleaseNote old = ReleaseNote.on(virtualService, target.service());
        Map<String, Object> toNote = new HashMap<>();
        Map<String, Object> rendered = table.edited(route -> {
            ServiceRoute cleared = route.cleared(old);
            if (weights.isStableOnly() || !table.isGoverned(route)) {
                return cleared;
            }
            ReleaseNote.note(cleared, toNote);
            return cleared.split(weights);
        });
        return weights.isStableOnly() && !isMarked
                ? rendered
                : new ReleaseNote(toNote).writeTo(rendered, target.service());
    }

    /** The VirtualService without a trace of the release; never refuses, for the way back must stay open. */
    static Map<String, Object> clear(Map<String, Object> virtualService, TrafficTarget target) {
        ReleaseNote note = ReleaseNote.on(virtualService, target.service());
        RouteTable table = RouteTable.of(virtualService, target);
        return ReleaseNote.removeFrom(table.edited(route -> route.cleared(note)), target.service());
    }

    /**
     * A route that does not render what it should decides: somebody changed it. If it gives the candidate less, the
     * others, which render the expected weights, must not hide that.
     */
    private static Weights configured(RouteTable table, Weights expected) {
        return table.routes().stream()
                .filter(ServiceRoute::concerns)
                .filter(route -> !route.renders(table.isGoverned(route) ? expected : Weights.STABLE))
                .map(route -> new Weights(route.candidatePercent()))
                .max(Weights::compareTo)
                .orElse(expected);
    }
}
