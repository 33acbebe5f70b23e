package dev.sluice.core.metric;

/** A version of the comparison. */
public enum Arm {
    STABLE,
    CANDIDATE,

    /** A fresh copy of the stable version, as young and as many as the candidate: it counts on the stable side. */
    BASELINE
}
