package dev.sluice.core.release;

/**
 * How a release goes back.
 *
 * @param outcome the phase that it ends in: RolledBack, Superseded, Withdrawn or Paused
 * @param cause why
 * @param deploymentTouched whether the Deployment may run the judged template, so that the serving one must come back
 * @param keepCandidate whether the candidate stays, at weight 0, for a look
 * @param resumeTo the phase that a release goes on with that ends up Paused
 * @param sentence the cause in words, with its numbers
 */
public record WayBack(
        Phase outcome,
        ReasonCode cause,
        boolean deploymentTouched,
        boolean keepCandidate,
        Phase resumeTo,
        String sentence) {

    /** The same way with another end: aborted while it went back. */
    public WayBack refusing() {
        return new WayBack(Phase.ROLLED_BACK, cause, deploymentTouched, false, resumeTo, sentence);
    }
}
