package dev.sluice.cli.view;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long ago, in one or two units. */
public final class Ages {

    private Ages() {}

    /** From a time as Kubernetes writes it; empty if there is none. */
    public static String of(@Nullable String since, Instant now) {
        return since == null ? "" : of(Duration.between(Instant.parse(since), now));
    }

    /** Such as 45s, 12m, 5h or 3d. */
    public static String of(Duration age) {
        if (age.toSeconds() < 120) {
            return Math.max(0, age.toSeconds()) + "s";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + "m";
        }
        return age.toHours() < 48 ? age.toHours() + "h" : age.toDays() + "d";
    }
}
