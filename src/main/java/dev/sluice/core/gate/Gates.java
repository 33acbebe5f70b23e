package dev.sluice.core.gate;

import dev.sluice.core.pass.Pass;
import dev.sluice.core.release.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What is checked before a phase's own rules, in this order; the first gate that has something to say decides the pass.
 * The order is part of the contract: an abort is heard before evidence, evidence before what others wrote to the route
 * (a way back that was carried out but not recorded looks like somebody else's write), and all before pace.
 */
public final class Gates {

    /** A check that may decide a pass. */
    public interface Gate {
        Optional<Decision> check(Pass pass);
    }

    /** A gate with the name under which the documentation lists it. */
    public record Named(String name, Gate gate) {}

    public static final List<Named> ORDER = List.of(
            new Named("deployment gone", LifecycleGates::deploymentGone),
            new Named("policy deleted", LifecycleGates::policyDeleted),
            new Named("intents", IntentGate::check),
            new Named("template changed", LifecycleGates::templateChanged),
            new Named("bypassed", LifecycleGates::bypassed),
            new Named("route unusable", TrafficGates::routeUnusable),
            new Named("evidence against", EvidenceGates::against),
            new Named("foreign weights", TrafficGates::foreignWeights),
            new Named("candidate failing", CandidateGates::failing),
            new Named("candidate lost pods", CandidateGates::lostPods),
            new Named("no data", EvidenceGates::noData));

    private Gates() {}

    /** What the first gate with something to say decides; empty when none has. */
    public static Optional<Decision> check(Pass pass) {
        for (Named named : ORDER) {
            Optional<Decision> decision = named.gate().check(pass);
            if (decision.isPresent()) {
                return decision;
            }
        }
        return Optional.empty();
    }
}
