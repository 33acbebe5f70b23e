package dev.sluice.operator;

import dev.sluice.core.port.Announcer;
import dev.sluice.core.port.Hold;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.RequestSender;
import dev.sluice.core.port.TrafficRouter;
import dev.sluice.core.port.WorkloadGateway;
import java.time.Clock;

/** The outside, as the operator sees it. */
public record Ports(
        WorkloadGateway workload,
        Hold hold,
        TrafficRouter traffic,
        MetricSource metrics,
        RequestSender requests,
        Announcer announcer,
        Clock clock) {}
