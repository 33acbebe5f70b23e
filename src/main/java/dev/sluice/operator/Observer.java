package dev.sluice.operator;

import dev.sluice.core.engine.ReleaseEngine;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.operator.look.Errand;
import dev.sluice.operator.look.Inquiry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the ports for exactly what a pass needs. */
final class Observer {

    private final Ports ports;

    Observer(Ports ports) {
        this.ports = ports;
    }

    /**
     * Looks at everything that the pass needs.
     *
     * @throws PortException TRANSIENT when workload or route could not be read; what is missing or unusable is part of
     *     the observation instead
     */
    Observation observe(Pass pass) throws PortException {
        ReleasePlan plan = pass.plan();
        Instant now = ports.clock().instant();
        WorkloadView workload = workload(plan, pass.subject().known(pass.state()));
        Route route = route(plan, pass.state());
        boolean isLanded = pass.state().traffic().set().equals(pass.landed());
        Needs needs = ReleaseEngine.needs(plan, pass.subject(), pass.state(), now);
        return new Observation(
                now,
                workload,
                route.view() != null && isLanded ? route.view().afterLanding() : route.view(),
                route.problem(),
                counted(pass, needs, workload, now),
                pass.intents(),
                pass.isPolicyDeleted());
    }

    private Counted counted(Pass pass, Needs needs, @Nullable WorkloadView workload, Instant now) {
        Counted counted = new Inquiry(ports.metrics(), pass.plan(), pass.state(), workload, now).ask(needs);
        return new Errand(ports.requests(), pass.plan(), pass.state(), now).run(needs, counted);
    }

    /** The workload; null when the Deployment is gone. */
    @Nullable
    WorkloadView workload(ReleasePlan plan, KnownTemplates known) throws PortException {
        try {
            return ports.workload().view(plan.workload(), known);
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.ABSENT) {
                return null;
            }
            throw e;
        }
    }

    /** The route; a problem instead of a view when it is missing or unusable. */
    Route route(ReleasePlan plan, ReleaseState state) throws PortException {
        try {
            return new Route(
                    ports.traffic().view(plan.traffic(), state.traffic().set()), "");
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.TRANSIENT) {
                throw e;
            }
            return new Route(null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the routing object says, or why it can't be used.
     *
     * @param view null when it can't be used
     * @param problem empty when it can
     */
    record Route(@Nullable TrafficView view, String problem) {}

    /**
     * What one pass of a release is about.
     *
     * @param landed the weights that this process knows to have written last; null when it knows of none
     */
    record Pass(
            ReleasePlan plan,
            Subject subject,
            ReleaseState state,
            List<Intent> intents,
            boolean isPolicyDeleted,
            @Nullable Weights landed) {}
}
