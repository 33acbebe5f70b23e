package dev.sluice.operator.record;

import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.core.pass.Ladder;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds a Release's status out of a decision. */
public final class ReleaseStatuses {

    /** So many decisions are kept; with their sentences they stay far below what an object may weigh. */
    private static final int LOG = 40;

    private static final Pattern NUMBER = Pattern.compile("\\d[\\dA-Za-z.,%]*");

    private ReleaseStatuses() {}

    /**
     * The status after a decision.
     *
     * @param armsShareTarget whether one scrape counts both arms
     */
    public static ReleaseStatus next(
            Release release, ReleasePlan plan, Decision decision, boolean armsShareTarget, Instant now) {
        ReleaseStatus before = release.getStatus() == null ? new ReleaseStatus() : release.getStatus();
        ReleaseState state = decision.next();
        ReleaseStatus status = new ReleaseStatus();
        status.phase = state.phase().title();
        status.phaseSince = state.phaseSince().truncatedTo(ChronoUnit.SECONDS).toString();
        status.endedAt = state.phase().isTerminal() ? status.phaseSince : null;
        status.step = step(plan, state);
        status.traffic = traffic(before, state);
        status.weight = state.traffic().set().candidate() + "/"
                + state.traffic().configured().candidate();
        status.verdict = decision.reason().code().title();
        status.message = decision.reason().sentence();
        status.evidence = EvidenceText.of(plan, state, armsShareTarget);
        status.decisions = decisions(before.decisions, entry(decision, status.message, now));
        status.conditions =
                conditions(decision, status.message, new Conditions(before.conditions, generation(release), now));
        status.engine = StateCodec.write(state);
        return status;
    }

    /**
     * Whether a status says what another one does, but for how often its newest decision was made. States are compared
     * decoded: as JSON, a number that was read back is of another type than the same number written.
     */
    public static boolean isSame(@Nullable ReleaseStatus before, ReleaseStatus after) {
        return before != null
                && before.engine != null
                && after.engine != null
                && Objects.equals(before.phase, after.phase)
                && Objects.equals(before.message, after.message)
                && Objects.equals(before.verdict, after.verdict)
                && Serialization.asJson(before.conditions).equals(Serialization.asJson(after.conditions))
                && StateCodec.read(before.engine).equals(StateCodec.read(after.engine));
    }

    private static String step(ReleasePlan plan, ReleaseState state) {
        int steps = Ladder.steps(plan.canary(), state.progress()).size();
        boolean isAtBake = state.traffic().set().candidate() >= 95;
        int step = state.traffic().set().isStableOnly()
                ? 0
                : isAtBake ? steps : state.progress().step() + 1;
        return Math.min(step, steps) + "/" + steps;
    }

    private static ReleaseStatus.Traffic traffic(ReleaseStatus before, ReleaseState state) {
        ReleaseStatus.Traffic traffic = new ReleaseStatus.Traffic();
        int set = state.traffic().set().candidate();
        Integer highest = before.traffic == null ? null : before.traffic.highest;
        traffic.set = set;
        traffic.configured = state.traffic().configured().candidate();
        Double observed = state.traffic().observedRatio();
        traffic.observed = observed == null ? null : (Double) (Math.round(observed * 1000) / 10.0);
        traffic.highest = highest == null ? set : Math.max(highest, set);
        return traffic;
    }

    private static List<DecisionStatus> decisions(List<DecisionStatus> before, DecisionStatus entry) {
        List<DecisionStatus> log = new ArrayList<>(before);
        DecisionStatus last = log.isEmpty() ? null : log.get(log.size() - 1);
        if (last != null && isSame(last, entry)) {
            entry.time = last.time;
            entry.count = (last.count == null ? 1 : last.count) + 1;
            log.remove(log.size() - 1);
        }
        log.add(entry);
        return List.copyOf(log.subList(Math.max(0, log.size() - LOG), log.size()));
    }

    private static DecisionStatus entry(Decision decision, String message, Instant now) {
        DecisionStatus entry = new DecisionStatus();
        entry.time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        entry.phase = decision.next().phase().title();
        entry.reason = decision.reason().code().title();
        entry.message = message;
        entry.weight = decision.next().traffic().set().candidate();
        entry.count = 1;
        return entry;
    }

    private static boolean isSame(DecisionStatus one, DecisionStatus other) {
        return String.valueOf(one.phase).equals(other.phase)
                && String.valueOf(one.reason).equals(other.reason)
                && withoutNumbers(one.message).equals(withoutNumbers(other.message))
                && one.weight != null
                && one.weight.equals(other.weight);
    }

    /** The same sentence with newer numbers replaces the older one; another sentence is another decision. */
    private static String withoutNumbers(@Nullable String message) {
        return NUMBER.matcher(String.valueOf(message)).replaceAll("#");
    }

    private static long generation(Release release) {
        Long generation = release.getMetadata().getGeneration();
        return generation == null ? 0 : generation;
    }

    private static List<Condition> conditions(Decision decision, String message, Conditions conditions) {
        Phase phase = decision.next().phase();
        ReasonCode reason = decision.reason().code();
        return conditions
                .set(ConditionType.READY, phase == Phase.SUCCEEDED, reason, message)
                .set(ConditionType.PROGRESSING, !phase.isTerminal() && phase != Phase.PAUSED, reason, message)
                .set(ConditionType.STALLED, phase == Phase.PAUSED || phase == Phase.ROLLED_BACK, reason, message)
                .build();
    }
}
