package dev.sluice.core.release;

import java.util.EnumSet;
import java.util.Set;

/** Where a release stands. The legal transitions are the table below and nothing else. */
public enum Phase {
    /** Known, nothing started. */
    PENDING,
    /** Candidate pods are coming up; no traffic. */
    STARTING,
    /** The candidate's weight rises step by step. */
    SHIFTING,
    /** The candidate carries 95 %, the old version is whole and warm. */
    BAKING,
    /** The candidate carries all; the Deployment rolls natively without traffic. */
    PROMOTING,
    /** Traffic goes back to the Deployment, which now runs the judged template. */
    RETURNING,
    /** The way back: traffic to stable, candidate removed. */
    ROLLING_BACK,
    /** Waits for a person. */
    PAUSED,
    /** The judged template serves. */
    SUCCEEDED,
    /** The template is refused; what served before serves. */
    ROLLED_BACK,
    /** A newer template came; what served before serves. */
    SUPERSEDED,
    /** The template was taken back, or the policy or the Deployment was deleted. */
    WITHDRAWN;

    private static final Set<Phase> TERMINAL = EnumSet.of(SUCCEEDED, ROLLED_BACK, SUPERSEDED, WITHDRAWN);

    /** Whether the release is over. */
    public boolean isTerminal() {
        return TERMINAL.contains(this);
    }

    /** Whether the user's Deployment has not been touched yet by the release, so that stable is whole. */
    public boolean isBeforePromotion() {
        return this == PENDING || this == STARTING || this == SHIFTING || this == BAKING;
    }

    /** Phases that may follow this one directly. Staying is always allowed. */
    public Set<Phase> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(STARTING, ROLLING_BACK, PAUSED);
            case STARTING -> EnumSet.of(SHIFTING, ROLLING_BACK, PAUSED);
            case SHIFTING -> EnumSet.of(BAKING, ROLLING_BACK, PAUSED);
            case BAKING -> EnumSet.of(PROMOTING, SHIFTING, ROLLING_BACK, PAUSED);
            case PROMOTING -> EnumSet.of(RETURNING, ROLLING_BACK, PAUSED);
            case RETURNING -> EnumSet.of(SUCCEEDED, ROLLING_BACK, PAUSED);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, SUPERSEDED, WITHDRAWN, PAUSED);
            case PAUSED -> EnumSet.of(PENDING, STARTING, SHIFTING, BAKING, PROMOTING, RETURNING, ROLLING_BACK);
            case SUCCEEDED, ROLLED_BACK, SUPERSEDED, WITHDRAWN -> EnumSet.noneOf(Phase.class);
        };
    }

    /** The name as objects show it, such as {@code RollingBack}. */
    public String title() {
        StringBuilder title = new StringBuilder();
        for (String word : name().split("_", -1)) {
            title.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return title.toString();
    }

    /** The phase with this title; throws IllegalArgumentException on an unknown one. */
    public static Phase ofTitle(String title) {
        for (Phase phase : values()) {
            if (phase.title().equals(title)) {
                return phase;
            }
        }
        throw new IllegalArgumentException("no phase is called " + title);
    }
}
