package dev.sluice.operator;

import dev.sluice.operator.health.Pulse;
import io.micrometer.core.instrument.MeterRegistry;

/** Who looks on: the operator's own metrics and its health. */
public record Watchers(MeterRegistry registry, Pulse pulse) {}
