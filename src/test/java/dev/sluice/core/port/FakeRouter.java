package dev.sluice.core.port;

import dev.sluice.core.port.PortException.Kind;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.util.Map;
import java.util.TreeMap;

/** A router in memory, with one route an object. */
public final class FakeRouter implements TrafficRouter {

    private final Map<String, Route> routes = new TreeMap<>();
    private int lastVersion;

    /** Makes the routing object anew, at rest. */
    public void leadToService(TrafficTarget target) {
        routes.put(name(target), new Route(Weights.STABLE, false, true, nextVersion()));
    }

    public void leadElsewhere(TrafficTarget target) {
        routes.put(name(target), new Route(Weights.STABLE, false, false, nextVersion()));
    }

    public void delete(TrafficTarget target) {
        routes.remove(name(target));
    }

    /** Another hand sets the weights; what Sluice has left in the object stays. */
    public void overwrite(TrafficTarget target, Weights weights) {
        Route old = routes.get(name(target));
        routes.put(name(target), new Route(weights, old.isMarked(), old.leadsToService(), nextVersion()));
    }

    @Override
    public TrafficView view(TrafficTarget target, Weights expected) throws PortException {
        Route route = require(target);
        return new TrafficView(route.weights(), !route.isMarked(), route.version());
    }

    @Override
    public void shift(TrafficTarget target, Weights weights, String version) throws PortException {
        Route route = require(target);
        if (route.weights().equals(weights)) {
            return;
        }
        if (!route.version().equals(version)) {
            throw new PortException(Kind.TRANSIENT, name(target) + " was changed meanwhile");
        }
        routes.put(name(target), new Route(weights, true, true, nextVersion()));
    }

    @Override
    public void clear(TrafficTarget target) {
        Route route = routes.get(name(target));
        if (route != null && route.isMarked()) {
            routes.put(name(target), new Route(Weights.STABLE, false, route.leadsToService(), nextVersion()));
        }
    }

    /** Every object by name, with or without its version. */
    public String dump(boolean withVersion) {
        StringBuilder text = new StringBuilder();
        routes.forEach((name, route) -> text.append(name)
                .append(' ')
                .append(route.weights())
                .append(route.isMarked() ? " marked" : "")
                .append(withVersion ? " @" + route.version() : "")
                .append('\n'));
        return text.toString();
    }

    private Route require(TrafficTarget target) throws PortException {
        Route route = routes.get(name(target));
        if (route == null) {
            throw new PortException(Kind.ABSENT, name(target) + " is not there");
        }
        if (!route.leadsToService()) {
            throw new PortException(Kind.REJECTED, name(target) + " does not lead to " + target.service());
        }
        return route;
    }

    private String nextVersion() {
        return Integer.toString(++lastVersion);
    }

    private static String name(TrafficTarget target) {
        return target.namespace() + "/" + target.routeObject();
    }

    private record Route(Weights weights, boolean isMarked, boolean leadsToService, String version) {}
}
