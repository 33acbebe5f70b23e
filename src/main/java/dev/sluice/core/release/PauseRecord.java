package dev.sluice.core.release;

import java.time.Instant;

/**
 * Why a release waits for a person.
 *
 * @param reason what led to it
 * @param resumeTo the phase that a resume goes on with
 * @param since when the pause began
 * @param isFinal whether evidence stands against the candidate, so that only retry or abort leads out
 * @param sentence what led to it, with its numbers; said for as long as the release waits
 */
public record PauseRecord(ReasonCode reason, Phase resumeTo, Instant since, boolean isFinal, String sentence) {}
