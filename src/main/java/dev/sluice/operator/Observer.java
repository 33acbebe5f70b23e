package dev.sluice.operator;

import dev.sluice.core.engine.ReleaseEngine;
import dev.sluice.core.judge.BurnRate;
import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Needs.Question;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Intent;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the ports for exactly what a pass needs. */
final class Observer {

    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration LATELY = Duration.ofMinutes(1);

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
                counted(pass, needs, workload != null && workload.canBegin(), now),
                pass.intents(),
                pass.isPolicyDeleted());
    }

    /** @param canBegin an hour of samples is asked for only when the release would begin on them */
    private Counted counted(Pass pass, Needs needs, boolean canBegin, Instant now) {
        MetricTarget target = pass.plan().metrics();
        MetricSource source = ports.metrics();
        List<Duration> edges = pass.state().judge().live().edges();
        CounterQuery query =
                new CounterQuery(pass.state().judge().looks().cursor(), edges, false, CounterQuery.WarmUp.NONE);
        return new Counted(
                source.armsShareTarget(target),
                needs.has(Question.INCREMENTS) ? source.increments(target, query, now) : null,
                needs.has(Question.HISTORY) && canBegin ? source.history(target, HISTORY, edges, now) : null,
                needs.has(Question.PROFILE) && canBegin ? source.profile(target, HISTORY, now) : null,
                needs.has(Question.PERCENTILE) ? source.latency(target, latencyQuery(pass.plan()), now) : null,
                needs.has(Question.SERVICE) ? source.service(target, BurnRate.WINDOWS, now) : null,
                needs.has(Question.NEIGHBOURS) ? neighbours(pass, canBegin, now) : null);
    }

    /** Over the same hour as the history before the start; over the last minute after it. */
    private @Nullable Measurement<Volume> neighbours(Pass pass, boolean canBegin, Instant now) {
        boolean isPending = pass.state().phase() == Phase.PENDING;
        return isPending && !canBegin
                ? null
                : ports.metrics().neighbours(pass.plan().metrics(), isPending ? HISTORY : LATELY, now);
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

    private static LatencyQuery latencyQuery(ReleasePlan plan) {
        Thresholds thresholds = plan.analysis().thresholds();
        if (thresholds == null) {
            throw new IllegalStateException("latency is asked for only where thresholds name it");
        }
        return new LatencyQuery(Arm.CANDIDATE, thresholds.percentile(), thresholds.window());
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
