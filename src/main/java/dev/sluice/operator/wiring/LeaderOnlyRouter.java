package dev.sluice.operator.wiring;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.TrafficRouter;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;

/** Writes to routes only after asking whether this process still leads. */
record LeaderOnlyRouter(TrafficRouter router, Election election) implements TrafficRouter {

    @Override
    public TrafficView view(TrafficTarget target, Weights expected) throws PortException {
        return router.view(target, expected);
    }

    @Override
    public void shift(TrafficTarget target, Weights weights, String version) throws PortException {
        election.requireLead();
        router.shift(target, weights, version);
    }

    @Override
    public void clear(TrafficTarget target) throws PortException {
        election.requireLead();
        router.clear(target);
    }
}
