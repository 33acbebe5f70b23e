package dev.sluice.core.release;

/**
 * Why a decision fell, for status, events and logs.
 *
 * @param sentence what was seen and what follows, with the numbers
 */
public record Reason(ReasonCode code, String sentence) {}
