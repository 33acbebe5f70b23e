package dev.sluice.cli.demo;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.sim.mesh.Tally;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the release of one contender goes, look by look. */
final class Course {

    private final Contender contender;
    private final DemoStage stage;
    private @Nullable Release release;
    private @Nullable Ending ending;

    Course(Contender contender, DemoStage stage) {
        this.contender = contender;
        this.stage = stage;
    }

    Contender contender() {
        return contender;
    }

    /** Looks at the release, this long after the image was changed. */
    void look(Duration sinceChange) {
        if (ending != null) {
            return;
        }
        release = stage.release(contender).orElse(null);
        if (release != null && release.getStatus() != null && release.getStatus().endedAt != null) {
            ending = ending(sinceChange);
        }
    }

    Optional<Release> release() {
        return Optional.ofNullable(release);
    }

    boolean isEnded() {
        return ending != null;
    }

    /** How it ended, or how it stands. */
    Ending ending(Duration sinceChange) {
        if (ending != null) {
            return ending;
        }
        ReleaseStatus status = release == null ? null : release.getStatus();
        String phase = status == null || status.phase == null ? "Pending" : status.phase;
        Integer highest = status == null || status.traffic == null ? null : status.traffic.highest;
        Tally answered = stage.answered(contender);
        String message = status == null || status.message == null ? "" : status.message;
        return new Ending(contender, phase, message, sinceChange, Objects.requireNonNullElse(highest, 0), answered);
    }

    /**
     * The end of a release.
     *
     * @param message the release's newest sentence
     * @param duration from the change of the image
     * @param highestWeight in percent
     * @param answered what the users got from the new version
     */
    record Ending(
            Contender contender, String phase, String message, Duration duration, int highestWeight, Tally answered) {

        boolean isAsExpected() {
            return phase.equals(contender.expected());
        }
    }
}
