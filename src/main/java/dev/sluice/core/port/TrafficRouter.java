package dev.sluice.core.port;

import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;

/**
 * Splits a service's traffic between stable and candidate. Every method is level-based: asked twice, it does the same
 * as asked once, and it writes nothing where nothing differs.
 */
public interface TrafficRouter {

    /**
     * Reads the routing object.
     *
     * @param expected the weights on record; a view reports exactly these where every route renders them
     * @throws PortException ABSENT when the routing object is missing; REJECTED when no route, or an ambiguous one,
     *     leads to the service; TRANSIENT when it could not be read
     */
    TrafficView view(TrafficTarget target, Weights expected) throws PortException;

    /**
     * Gives the candidate its share, taken out of the stable destination's own.
     *
     * @param version the version of the view that this was decided on
     * @throws PortException TRANSIENT on a conflict (nothing was written), else as {@link #view}
     */
    void shift(TrafficTarget target, Weights weights, String version) throws PortException;

    /**
     * Gives the candidate's share back to the stable destination and removes everything that Sluice added. Succeeds
     * when the routing object is gone. Needs no version: sending traffic back to stable always wins.
     */
    void clear(TrafficTarget target) throws PortException;
}
