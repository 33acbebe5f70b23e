package dev.sluice.core.gate;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.trial.Ruling;
import dev.sluice.core.judge.trial.Topic;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.Timing;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.JudgeRecord;
import dev.sluice.core.release.PauseRecord;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.Weights;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Gates about what was counted. */
final class EvidenceGates {

    private static final Duration LEAST_STALE = Duration.ofSeconds(10);
    private static final int STALE_SCRAPES = 3;

    private EvidenceGates() {}

    /** Evidence against what has traffic takes its traffic away, whoever paused or pushed the release. */
    static Optional<Decision> against(Pass pass) {
        if (pass.state().phase() == Phase.ROLLING_BACK || !hasTraffic(pass)) {
            return Optional.empty();
        }
        return switch (pass.effectivePhase()) {
            case SHIFTING, BAKING -> againstLive(pass);
            case PROMOTING -> againstAlone(pass);
            case RETURNING -> againstReturned(pass);
            default -> Optional.empty();
        };
    }

    private static boolean hasTraffic(Pass pass) {
        return pass.setWeight() > 0 || pass.state().traffic().configured().candidate() > 0;
    }

    private static Optional<Decision> againstLive(Pass pass) {
        Ruling ruling = pass.ruling(true);
        if (ruling.kind() == Verdict.Kind.ROLLBACK) {
            return Optional.of(WaysBack.onFailure(pass, reason(ruling.topic()), ruling.sentence()));
        }
        return Optional.empty();
    }

    private static ReasonCode reason(Topic topic) {
        return switch (topic) {
            case ERRORS -> ReasonCode.WORSE_THAN_STABLE;
            case LATENCY -> ReasonCode.SLOWER_THAN_STABLE;
            case COMPLETION -> ReasonCode.CANDIDATE_HANGS;
            case OBJECTIVE -> ReasonCode.ABOVE_OBJECTIVE;
            case METRIC -> ReasonCode.METRIC_OUT_OF_BOUNDS;
            case PODS -> ReasonCode.CANDIDATE_UNSTABLE;
        };
    }

    private static Optional<Decision> againstAlone(Pass pass) {
        var alone = pass.state().judge().alone();
        if (!alone.isExceeded(Neighbourhood.guarded(pass))) {
            return Optional.empty();
        }
        if (Neighbourhood.isIll(pass)) {
            return Optional.of(Neighbourhood.hold(pass));
        }
        return Optional.of(WaysBack.onFailure(
                pass,
                ReasonCode.ABOVE_CEILING,
                String.format(
                        Locale.ROOT,
                        "While the Deployment rolled, the candidate failed more than the stable version ever did: %d of"
                                + " %d requests. The serving template comes back.",
                        alone.errors(),
                        alone.requests())));
    }

    /** Same revision on both sides: the fault is in how the Deployment's pods run, not in the release. */
    private static Optional<Decision> againstReturned(Pass pass) {
        if (pass.setWeight() == 100) {
            return Optional.empty();
        }
        Verdict verdict = Judge.verdict(pass.state().judge().returning(), pass.otherParameters(), true);
        if (verdict.kind() != Verdict.Kind.ROLLBACK) {
            return Optional.empty();
        }
        String sentence =
                "The rolled Deployment fails more than the candidate of the same revision (here 'candidate' is"
                        + " the Deployment): " + verdict.sentence() + " Traffic goes back to the candidate.";
        ReleaseState back = pass.state()
                .with(pass.state().traffic().decided(Weights.CANDIDATE, pass.now()))
                .with(pass.state().progress().returnedTo(0))
                .in(Phase.PAUSED, pass.now())
                .pausedFor(new PauseRecord(
                        ReasonCode.STABLE_WORSE_AFTER_ROLL, Phase.RETURNING, pass.now(), false, sentence));
        Pass reset = pass.with(back.with(back.judge().withReturning(dev.sluice.core.judge.JudgeState.start())));
        return Optional.of(
                pass.decide(reset.state(), Duration.ZERO, ReasonCode.STABLE_WORSE_AFTER_ROLL, sentence, List.of()));
    }

    /** No data is neither good nor bad: hold for the limit, then weight 0 and a person. */
    static Optional<Decision> noData(Pass pass) {
        if (!judges(pass) || pass.setWeight() == 0 || !pass.state().traffic().isConfirmed()) {
            return Optional.empty();
        }
        Duration stale = staleness(pass);
        if (stale.compareTo(staleAfter(pass)) < 0) {
            return Optional.empty();
        }
        JudgeRecord.Looks looks = pass.state().judge().looks();
        String what = looks.problem().isEmpty() ? "No new samples came." : looks.problem();
        Duration limit = pass.plan().analysis().noDataLimit();
        if (stale.compareTo(limit) < 0) {
            return pass.state().phase() == Phase.PAUSED
                    ? Optional.empty()
                    : Optional.of(pass.stay(
                            pass.untilNextLook(),
                            ReasonCode.NO_DATA,
                            "%s The release holds its weight of %d, for at most %s without data."
                                    .formatted(what, pass.setWeight(), Spoken.duration(limit))));
        }
        return Optional.of(overLimit(pass, what, limit, looks.isOutage()));
    }

    /**
     * A pause does not end the watch: a candidate that nobody can see is not left with traffic either. Where stable has
     * rolled already there is nothing safer to go to, and a policy that is being deleted must come to its end.
     */
    private static boolean judges(Pass pass) {
        Phase phase = pass.state().phase();
        boolean isShifting = pass.effectivePhase() == Phase.SHIFTING || pass.effectivePhase() == Phase.BAKING;
        boolean isReturning = phase == Phase.RETURNING && !pass.seen().isPolicyDeleted();
        return (isShifting && phase != Phase.ROLLING_BACK) || isReturning;
    }

    private static Decision overLimit(Pass pass, String what, Duration limit, boolean isOutage) {
        String sentence = "No data for %s: %s".formatted(Spoken.duration(limit), what);
        boolean refuses = !isOutage
                && !pass.state().judge().looks().problem().isEmpty()
                && pass.plan().canary().onInconclusive() == OnInconclusive.ROLLBACK;
        if (refuses && pass.effectivePhase().isBeforePromotion()) {
            return WaysBack.onFailure(pass, ReasonCode.NO_TRAFFIC, sentence + " The policy rolls back.");
        }
        return WaysBack.pauseAtZero(
                pass,
                ReasonCode.NO_DATA,
                sentence + " All traffic is on stable; resume the release when samples come again.");
    }

    private static Duration staleness(Pass pass) {
        return Duration.between(pass.state().judge().looks().newest(), pass.now());
    }

    private static Duration staleAfter(Pass pass) {
        Duration scrape = pass.state().judge().looks().scrapeInterval();
        Duration interval = scrape == null ? Timing.ASSUMED_SCRAPE : scrape;
        Duration several = interval.multipliedBy(STALE_SCRAPES);
        return several.compareTo(LEAST_STALE) < 0 ? LEAST_STALE : several;
    }
}
