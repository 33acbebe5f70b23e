package dev.sluice.traffic.istio;

import static dev.sluice.traffic.istio.IstioKind.DESTINATION_RULE;
import static dev.sluice.traffic.istio.IstioKind.VIRTUAL_SERVICE;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import dev.sluice.core.port.TrafficRouter;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Splits traffic by the weights of a VirtualService's HTTP routes. Every write is a merge patch of what differs, bound
 * to the version that was read, so that nobody's edit is lost; the DestinationRule of the service's host is mirrored to
 * the candidate's before the candidate gets its first request and as long as it has a share.
 */
public final class IstioRouter implements TrafficRouter {

    private final IstioApi api;

    public IstioRouter(KubernetesClient client) {
        this.api = new IstioApi(client);
    }

    @Override
    public TrafficView view(TrafficTarget target, Weights expected) throws PortException {
        TrafficView routes = IstioRenderer.view(require(target), target, expected);
        boolean isClear = routes.isClear() && findMirror(target).isEmpty();
        return new TrafficView(routes.configured(), isClear, routes.version());
    }

    @Override
    public void shift(TrafficTarget target, Weights weights, String version) throws PortException {
        Map<String, Object> present = require(target);
        Map<String, Object> patch = MergePatch.between(present, IstioRenderer.render(present, target, weights));
        if (!patch.isEmpty() && !version.equals(IstioApi.metadata(present, "resourceVersion"))) {
            throw new PortException(
                    Kind.TRANSIENT, name(target) + ": it was changed since it was looked at. It is looked at again");
        }
        if (!weights.isStableOnly()) {
            mirrorRule(target);
        }
        if (!patch.isEmpty()) {
            api.patch(VIRTUAL_SERVICE, present, patch);
        }
    }

    @Override
    public void clear(TrafficTarget target) throws PortException {
        try {
            giveBack(target);
        } catch (PortException e) {
            if (e.kind() != Kind.TRANSIENT) {
                throw e;
            }
            giveBack(target);
        }
        Optional<Map<String, Object>> mirror = findMirror(target);
        if (mirror.isPresent()) {
            api.delete(DESTINATION_RULE, mirror.get());
        }
    }

    /** Reads and writes anew, so that a second call sees what the first one collided with. */
    private void giveBack(TrafficTarget target) throws PortException {
        Optional<Map<String, Object>> present = find(target);
        if (present.isEmpty()) {
            return;
        }
        Map<String, Object> patch = MergePatch.between(present.get(), IstioRenderer.clear(present.get(), target));
        if (patch.isEmpty()) {
            return;
        }
        try {
            api.patch(VIRTUAL_SERVICE, present.get(), patch);
        } catch (PortException e) {
            if (e.kind() != Kind.ABSENT) {
                throw e;
            }
        }
    }

    private void mirrorRule(TrafficTarget target) throws PortException {
        List<Map<String, Object>> rules = api.list(DESTINATION_RULE, target.namespace());
        Optional<Map<String, Object>> wanted = RuleMirror.of(rules, target);
        Optional<Map<String, Object>> present = rules.stream()
                .filter(rule -> RuleMirror.name(target).equals(IstioApi.metadata(rule, "name")))
                .findFirst();
        if (wanted.isEmpty()) {
            if (present.filter(RuleMirror::isOurs).isPresent()) {
                api.delete(DESTINATION_RULE, present.get());
            }
        } else if (present.isEmpty()) {
            api.create(DESTINATION_RULE, target.namespace(), wanted.get());
        } else {
            updateMirror(present.get(), wanted.get());
        }
    }

    private void updateMirror(Map<String, Object> present, Map<String, Object> wanted) throws PortException {
        if (!RuleMirror.isOurs(present)) {
            throw new PortException(
                    Kind.REJECTED,
                    "DestinationRule " + IstioApi.metadata(present, "namespace") + "/"
                            + IstioApi.metadata(present, "name")
                            + ": it is not Sluice's, and the candidate's rule needs that name: rename or delete it");
        }
        Map<String, Object> patch =
                MergePatch.between(Map.of("spec", RuleMirror.spec(present)), Map.of("spec", RuleMirror.spec(wanted)));
        if (!patch.isEmpty()) {
            api.patch(DESTINATION_RULE, present, patch);
        }
    }

    /** The mirrored rule, if it is there and ours; what others have put under its name is none of our business. */
    private Optional<Map<String, Object>> findMirror(TrafficTarget target) throws PortException {
        return api.find(DESTINATION_RULE, target.namespace(), RuleMirror.name(target))
                .filter(RuleMirror::isOurs);
    }

    private Map<String, Object> require(TrafficTarget target) throws PortException {
        return find(target)
                .orElseThrow(() -> new PortException(
                        Kind.ABSENT,
                        name(target) + ": it is not there. Create it, or correct its name in the policy's traffic"));
    }

    private Optional<Map<String, Object>> find(TrafficTarget target) throws PortException {
        return api.find(VIRTUAL_SERVICE, target.namespace(), target.routeObject());
    }

    private static String name(TrafficTarget target) {
        return IstioApi.object(VIRTUAL_SERVICE, target.namespace(), target.routeObject());
    }
}
