package dev.sluice.core.engine;

import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.trial.Ruling;
import dev.sluice.core.pass.Capacity;
import dev.sluice.core.pass.Ladder;
import dev.sluice.core.pass.Pass;
import dev.sluice.core.pass.Spoken;
import dev.sluice.core.pass.WaysBack;
import dev.sluice.core.policy.CanaryPlan;
import dev.sluice.core.policy.ReleasePlan.OnInconclusive;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Effect;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.Progress;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.CandidateView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shifting and Baking: settle, analyse, advance. */
final class ShiftPhases {

    private ShiftPhases() {}

    static Decision decide(Pass pass) {
        if (pass.desired() == 0) {
            return WaysBack.pauseAtZero(
                    pass,
                    ReasonCode.SCALED_TO_ZERO,
                    "The Deployment was scaled to zero during the release; the candidate must not serve alone.");
        }
        if (pass.setWeight() == 0) {
            return moveTo(pass, Ladder.above(pass.steps(), 0), "");
        }
        return Shifts.carry(pass, pass.state().traffic().set()).orElseGet(() -> analyse(pass));
    }

    private static Decision analyse(Pass pass) {
        if (pass.state().progress().push() > 0 && !pass.state().isCondemned()) {
            return advance(pass, "A person said so.");
        }
        if (pass.state().judge().share().isContradicted()) {
            return contradicted(pass);
        }
        Ruling ruling = pass.ruling(pass.hasNewSamples());
        Optional<Decision> fixed = FixedPace.check(pass, ruling);
        if (fixed.isPresent()) {
            return fixed.get();
        }
        boolean isFit = isFit(pass, ruling);
        if (isFit && !burns(pass)) {
            return advance(pass, ruling.sentence());
        }
        boolean isOver = !pass.now().isBefore(pass.state().progress().stepDeadline());
        return isOver ? inconclusive(pass, ruling) : stay(pass, ruling, isFit);
    }

    private static boolean isFit(Pass pass, Ruling ruling) {
        boolean isPacedByEvidence = pass.plan().canary().every() == null;
        return isPacedByEvidence && ruling.kind() == Verdict.Kind.ADVANCE && isBaked(pass);
    }

    private static Decision stay(Pass pass, Ruling ruling, boolean isFit) {
        if (isFit) {
            return pass.stay(pass.untilNextLook(), ReasonCode.BUDGET_BURNING, burning(pass));
        }
        ReasonCode code = pass.state().phase() == Phase.BAKING ? ReasonCode.BAKING : ReasonCode.ANALYSING;
        return pass.stay(pass.untilNextLook(), code, bakeLeft(pass) + ruling.sentence(), ahead(pass));
    }

    /** Half-way to the next step its pods are asked for, so that they are up and warm when it comes. */
    private static Effect[] ahead(Pass pass) {
        int next = Ladder.above(pass.steps(), pass.setWeight());
        double halfWay = -Math.log(pass.trialParameters().errors().beta()) / 2;
        boolean isNear = pass.state().judge().live().errors().advance().lnE() >= halfWay;
        boolean isThere = StartPhases.isRightSize(pass.candidate(), Capacity.needed(next, pass.desired()));
        return isNear && next < 100 && !isThere ? new Effect[] {StartPhases.size(pass, next)} : new Effect[0];
    }

    /** Whether the whole service is ill, and this release isn't what mends it. */
    static boolean burns(Pass pass) {
        return !pass.state().judge().rarely().burning().isEmpty()
                && !pass.state().judge().live().isBetter(pass.trialParameters());
    }

    private static String burning(Pass pass) {
        return pass.state().judge().rarely().burning()
                + " The release holds its weight; nobody is blamed for it. By itself the candidate could go on.";
    }

    static boolean isBaked(Pass pass) {
        return pass.state().phase() != Phase.BAKING || bakeRest(pass).isZero();
    }

    private static Duration bakeRest(Pass pass) {
        Instant confirmed = pass.state().traffic().confirmedAt();
        Instant from = confirmed == null ? pass.now() : confirmed;
        Duration rest = Duration.between(pass.now(), from.plus(pass.plan().bake()));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static String bakeLeft(Pass pass) {
        return pass.state().phase() == Phase.BAKING && !bakeRest(pass).isZero()
                ? "The bake goes on for " + Spoken.duration(bakeRest(pass)) + ". "
                : "";
    }

    private static Decision contradicted(Pass pass) {
        Double observed = pass.state().traffic().observedRatio();
        String share = observed == null ? "another share" : Math.round(observed * 1000) / 10.0 + " %";
        String sentence = "The route says %d %%, but the candidate gets %s of the requests; the step does not count."
                .formatted(pass.setWeight(), share);
        Instant since = pass.state().traffic().setAt();
        boolean tooLong = Duration.between(since, pass.now())
                        .compareTo(pass.plan().analysis().noDataLimit())
                > 0;
        return tooLong
                ? WaysBack.pauseAtZero(pass, ReasonCode.SHARE_CONTRADICTED, sentence)
                : pass.stay(pass.untilNextLook(), ReasonCode.SHARE_CONTRADICTED, sentence);
    }

    /** One step up, when the pods for it are there; over the bake it leads to the promotion. */
    static Decision advance(Pass pass, String because) {
        int next = Ladder.above(pass.steps(), pass.setWeight());
        if (next < 100) {
            return moveTo(pass, next, because);
        }
        return pass.decide(
                pass.state().in(Phase.PROMOTING, pass.now()),
                Duration.ZERO,
                ReasonCode.BAKED,
                "The bake is passed; the Deployment is rolled without traffic. " + because,
                List.of());
    }

    private static Decision moveTo(Pass pass, int weight, String because) {
        int needed = Capacity.needed(weight, pass.desired());
        CandidateView candidate = pass.candidate();
        boolean isRightSize = StartPhases.isRightSize(candidate, needed);
        if (!isRightSize || pass.candidateReady() < needed) {
            return waitForPods(pass, weight, needed, isRightSize);
        }
        int step = Ladder.indexOf(pass.steps(), weight);
        Instant deadline = Ladder.deadline(pass, step);
        Progress progress = pass.state().progress();
        ReleaseState state = pass.state()
                .with(pass.setWeight() == 0 ? progress.backTo(step, deadline) : progress.atStep(step, deadline));
        Phase phase = weight == CanaryPlan.BAKE_WEIGHT ? Phase.BAKING : Phase.SHIFTING;
        Pass moved = pass.with(state.in(phase, pass.now()));
        Decision shift = Shifts.carry(moved, new Weights(weight)).orElseThrow();
        return new Decision(
                shift.next(),
                shift.effects(),
                shift.wakeAfter(),
                new dev.sluice.core.release.Reason(
                        ReasonCode.SHIFTING_WEIGHT, (shift.reason().sentence() + " " + because).strip()));
    }

    private static Decision waitForPods(Pass pass, int weight, int needed, boolean isRightSize) {
        String sentence = "%s needed for weight %d; %d ready."
                .formatted(Spoken.are(needed, "candidate pod"), weight, pass.candidateReady());
        if (isOverdue(pass, isRightSize)) {
            return WaysBack.onFailure(pass, ReasonCode.CANDIDATE_NOT_READY, sentence);
        }
        if (isRightSize) {
            return pass.stay(pass.untilNextLook(), ReasonCode.SCALING_CANDIDATE, sentence);
        }
        // Pods that are asked for only now get their time, however late in the step that is.
        Instant ready = pass.now().plus(pass.plan().readyWithin());
        Progress progress = pass.state().progress();
        Instant deadline = ready.isAfter(progress.stepDeadline()) ? ready : progress.stepDeadline();
        return pass.decide(
                pass.state().with(progress.deadlines(progress.shiftingDeadline(), deadline)),
                pass.untilNextLook(),
                ReasonCode.SCALING_CANDIDATE,
                sentence,
                List.of(StartPhases.size(pass, weight)));
    }

    /** Once the whole time for shifting is over, pods that could not even be asked for are overdue too. */
    private static boolean isOverdue(Pass pass, boolean isRightSize) {
        CandidateView candidate = pass.candidate();
        Progress progress = pass.state().progress();
        boolean gaveUp = candidate != null && candidate.isDeadlineExceeded();
        boolean isLate = isRightSize && pass.now().isAfter(progress.stepDeadline());
        return gaveUp
                || isLate
                || pass.now()
                        .isAfter(progress.shiftingDeadline().plus(pass.plan().readyWithin()));
    }

    private static Decision inconclusive(Pass pass, Ruling ruling) {
        String sentence = "Not decided within the time for this step. " + ruling.sentence();
        OnInconclusive choice = pass.plan().canary().onInconclusive();
        boolean hasData = pass.state().judge().live().errors().step().candidateRequests() > 0;
        boolean speaksAgainst = pass.state().judge().live().errors().rollback().lnE() >= 0;
        ReasonCode code = hasData ? ReasonCode.INCONCLUSIVE : ReasonCode.NO_TRAFFIC;
        if (choice == OnInconclusive.ROLLBACK) {
            return WaysBack.onFailure(pass, code, sentence + " The policy rolls back.");
        }
        if (choice == OnInconclusive.ADVANCE && hasData && !speaksAgainst && isBaked(pass) && !burns(pass)) {
            return advance(pass, sentence + " The policy goes on.");
        }
        return WaysBack.pauseAtZero(
                pass, code, sentence + " All traffic is on stable until somebody resumes, promotes or aborts.");
    }
}
