package dev.sluice.core.metric;

/** A side of the comparison. */
public enum Arm {
    STABLE,
    CANDIDATE
}
