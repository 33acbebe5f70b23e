package dev.sluice.operator;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.operator.health.Pulse;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The operator's own metrics. Those of a release are gone with it, so that labels stay bounded. */
final class ReleaseMeters {

    private static final String BUG = "BUG";

    private final MeterRegistry registry;
    private final Pulse pulse;
    private final Map<String, Tracked> tracked = new ConcurrentHashMap<>();

    ReleaseMeters(MeterRegistry registry, Pulse pulse) {
        this.registry = registry;
        this.pulse = pulse;
        // What alerts count is there from the start: increase() doesn't see how a series begins.
        Stream.of(Phase.values()).filter(Phase::isTerminal).forEach(this::ended);
        Stream.of(PortException.Kind.values()).map(Enum::name).forEach(this::errors);
        errors(BUG);
    }

    private Counter ended(Phase outcome) {
        return Counter.builder("sluice.releases.ended")
                .description("Releases that ended, by the phase they ended in")
                .tag("outcome", outcome.title())
                .register(registry);
    }

    private Counter errors(String kind) {
        return Counter.builder("sluice.port.errors")
                .description("Passes cut short because something outside could not be read or written")
                .tag("kind", kind)
                .register(registry);
    }

    /** Takes over what a pass decided. */
    void seen(Release release, Decision decision) {
        String namespace = release.getMetadata().getNamespace();
        String name = release.getMetadata().getName();
        Counter.builder("sluice.decisions")
                .description("Decisions about releases, by reason")
                .tag("reason", decision.reason().code().title())
                .register(registry)
                .increment();
        if (decision.next().phase().isTerminal()) {
            forget(namespace, name);
            ended(decision.next().phase()).increment();
            return;
        }
        tracked.computeIfAbsent(
                        namespace + "/" + name,
                        key -> new Tracked(
                                registry,
                                Tags.of(
                                        "namespace",
                                        namespace,
                                        "policy",
                                        String.valueOf(release.getSpec().policy),
                                        "release",
                                        name)))
                .update(decision.next());
    }

    /** Times a pass and notes that it runs, so that one that hangs is seen. */
    <T> T timed(String policy, Call<T> pass) throws PortException {
        pulse.began(policy);
        Timer.Sample sample = Timer.start(registry);
        try {
            return pass.make();
        } finally {
            sample.stop(Timer.builder("sluice.reconcile")
                    .description("Time that the pass of a policy took")
                    .register(registry));
            pulse.ended(policy);
        }
    }

    /** Notes how a metric source answered. */
    void answered(String address, String problem) {
        pulse.answered(address, problem);
    }

    /** Counts a port's failure. */
    void failed(PortException.Kind kind) {
        errors(kind.name()).increment();
    }

    /** Counts a pass that ended in a bug. */
    void broken() {
        errors(BUG).increment();
    }

    /** A pass. */
    interface Call<T> {
        T make() throws PortException;
    }

    /** Removes a release's metrics. */
    void forget(String namespace, String name) {
        Tracked gone = tracked.remove(namespace + "/" + name);
        if (gone != null) {
            gone.meters.forEach(registry::remove);
        }
    }

    /** The gauges of one release. */
    private static final class Tracked {

        private final List<Meter> meters = new ArrayList<>();
        private volatile ReleaseState state = ReleaseState.start(java.time.Instant.EPOCH);

        Tracked(MeterRegistry registry, Tags tags) {
            for (Phase phase : Phase.values()) {
                if (!phase.isTerminal()) {
                    meters.add(gauge(
                            registry,
                            "sluice.release.phase",
                            "1 for the phase that the release is in, 0 for the others",
                            tags.and("phase", phase.title()),
                            s -> s.phase() == phase ? 1 : 0));
                }
            }
            meters.add(gauge(
                    registry,
                    "sluice.release.weight.set",
                    "The candidate's share of the traffic as decided, in percent",
                    tags,
                    s -> s.traffic().set().candidate()));
            meters.add(gauge(
                    registry,
                    "sluice.release.weight.observed",
                    "The candidate's share of the requests that were counted, in percent",
                    tags,
                    s -> {
                        Double ratio = s.traffic().observedRatio();
                        return ratio == null ? Double.NaN : ratio * 100;
                    }));
            meters.add(gauge(
                    registry,
                    "sluice.release.evidence.against",
                    "Natural logarithm of the evidence that the candidate is worse than stable",
                    tags,
                    s -> s.judge().live().errors().rollback().lnE()));
            meters.add(gauge(
                    registry,
                    "sluice.release.evidence.advance",
                    "Natural logarithm of the evidence that the candidate may go a step up",
                    tags,
                    s -> s.judge().live().errors().advance().lnE()));
        }

        private Meter gauge(
                MeterRegistry registry,
                String name,
                String description,
                Tags tags,
                ToDoubleFunction<ReleaseState> value) {
            return Gauge.builder(name, this, self -> value.applyAsDouble(self.state))
                    .description(description)
                    .tags(tags)
                    .strongReference(true)
                    .register(registry);
        }

        void update(ReleaseState next) {
            state = next;
        }
    }
}
