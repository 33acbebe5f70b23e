package dev.sluice.cli.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.cli.cluster.CommandException;
import dev.sluice.core.pass.Ladder;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.operator.record.ReleaseObjects;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a release's record tells of the time in which both versions had traffic.
 *
 * @param plan the policy that it began with
 * @param state what the engine remembered last
 * @param weights the candidate's weight in percent, from each of these times on; the first is above 0
 * @param end when the comparison with the stable version was over
 * @param isWhole whether the record reaches back to the first weight
 */
record PastRelease(
        ReleasePlan plan, ReleaseState state, NavigableMap<Instant, Integer> weights, Instant end, boolean isWhole) {

    private static final Set<Phase> LIVE = EnumSet.of(Phase.SHIFTING, Phase.BAKING, Phase.PAUSED);
    private static final Set<Phase> BEFORE = EnumSet.of(Phase.PENDING, Phase.STARTING);

    /** Reads the record; a release that is still under way ends now. */
    static PastRelease of(Release release, Instant now) {
        ReleaseStatus status = release.getStatus();
        List<DecisionStatus> log = status == null ? List.of() : status.decisions;
        NavigableMap<Instant, Integer> weights = new TreeMap<>();
        Instant end = null;
        for (DecisionStatus decision : log) {
            Instant time = Instant.parse(String.valueOf(decision.time));
            int weight = decision.weight == null ? 0 : decision.weight;
            boolean isLive = LIVE.contains(phase(decision)) && weight > 0;
            if (isLive) {
                weights.put(time, weight);
                end = null;
            } else if (!weights.isEmpty() && end == null) {
                end = time;
            }
        }
        if (weights.isEmpty()) {
            throw new CommandException(name(release) + " never had traffic beside the stable version,"
                    + " as far as its record goes; there is nothing to judge");
        }
        return new PastRelease(
                plan(release),
                ReleaseObjects.state(release, now),
                weights,
                end == null ? now : end,
                BEFORE.contains(phase(log.get(0))));
    }

    private static Phase phase(DecisionStatus decision) {
        return Phase.ofTitle(String.valueOf(decision.phase));
    }

    private static String name(Release release) {
        return "release " + release.getMetadata().getNamespace() + "/"
                + release.getMetadata().getName();
    }

    private static ReleasePlan plan(Release release) {
        ObjectNode object = new ObjectMapper().createObjectNode();
        object.put("apiVersion", PolicyReader.API_VERSION).put("kind", PolicyReader.KIND);
        object.putObject("metadata")
                .put("name", release.getSpec().policy)
                .put("namespace", release.getMetadata().getNamespace());
        object.set("spec", release.getSpec().policySpec);
        return new PolicyReader(Defaults.STANDARD).read(object).fold(plan -> plan, faults -> {
            throw new CommandException(
                    "the policy that " + name(release) + " began with can't be read: " + faults.get(0));
        });
    }

    Instant begin() {
        return weights.firstKey();
    }

    /** The weight in percent at a time; the first one before it was set. */
    int weightAt(Instant time) {
        Map.Entry<Instant, Integer> entry = weights.floorEntry(time);
        return entry == null ? weights.firstEntry().getValue() : entry.getValue();
    }

    /** The candidate's share after the step of this weight, as a ratio. */
    double nextWeight(int weight) {
        return Ladder.above(Ladder.steps(plan.canary(), state.progress()), weight) / 100.0;
    }
}
