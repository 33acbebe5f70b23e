package dev.sluice.core.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How far a release has come and how long it may take.
 *
 * @param ladder the steps' weights, where the traffic chose them at the start; empty where the policy does
 * @param step index of the step whose weight is carried or aimed at; the number of steps stands for the bake
 * @param returnStep index of the step of the way back to the Deployment
 * @param push how many steps a person has asked to take without waiting for evidence; {@link #ALL} for all
 * @param promotedUid UID of the ReplicaSet that the Deployment rolled to; empty before
 * @param shiftingDeadline when all steps must be decided
 * @param stepDeadline when this step must be decided
 */
public record Progress(
        List<Integer> ladder,
        int step,
        int returnStep,
        int push,
        String promotedUid,
        Instant shiftingDeadline,
        Instant stepDeadline) {

    public Progress {
        ladder = List.copyOf(ladder);
    }

    /** A push through all steps and the bake. */
    public static final int ALL = Integer.MAX_VALUE;

    public static Progress start(Instant now) {
        return new Progress(List.of(), 0, 0, 0, "", now, now);
    }

    /** These weights from now on. */
    public Progress on(List<Integer> steps) {
        return new Progress(steps, step, returnStep, push, promotedUid, shiftingDeadline, stepDeadline);
    }

    public Progress deadlines(Instant shifting, Instant ofStep) {
        return new Progress(ladder, step, returnStep, push, promotedUid, shifting, ofStep);
    }

    /** The next step; a push for one step is used up. */
    public Progress atStep(int next, Instant deadline) {
        int left = push == ALL || push == 0 ? push : push - 1;
        return new Progress(ladder, next, returnStep, left, promotedUid, shiftingDeadline, deadline);
    }

    /** The same step, judged again from here. */
    public Progress backTo(int earlier, Instant deadline) {
        return new Progress(ladder, earlier, returnStep, push, promotedUid, shiftingDeadline, deadline);
    }

    public Progress returnedTo(int next) {
        return new Progress(ladder, step, next, push, promotedUid, shiftingDeadline, stepDeadline);
    }

    /** The Deployment has rolled to this ReplicaSet. */
    public Progress promoted(String uid) {
        return new Progress(ladder, step, returnStep, push, uid, shiftingDeadline, stepDeadline);
    }

    public Progress pushed(int steps) {
        return new Progress(ladder, step, returnStep, steps, promotedUid, shiftingDeadline, stepDeadline);
    }

    /** Time that does not count: both deadlines move on. */
    public Progress delayed(Duration by) {
        return new Progress(
                ladder, step, returnStep, push, promotedUid, shiftingDeadline.plus(by), stepDeadline.plus(by));
    }
}
