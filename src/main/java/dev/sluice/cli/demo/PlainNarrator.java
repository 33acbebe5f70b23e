package dev.sluice.cli.demo;

import dev.sluice.api.v1alpha1.ReleaseStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Adds a line whenever a release gets into another phase or weight. */
final class PlainNarrator implements Narrator {

    private final PrintWriter out;
    private final Map<String, String> told = new HashMap<>();

    PlainNarrator(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void say(List<String> lines) {
        lines.forEach(out::println);
    }

    @Override
    public void show(List<Course> courses, Duration sinceChange) {
        for (Course course : courses) {
            course.release()
                    .filter(release -> release.getStatus() != null)
                    .ifPresent(release -> tell(course.contender(), release.getStatus(), sinceChange));
        }
    }

    private void tell(Contender contender, ReleaseStatus status, Duration sinceChange) {
        Integer set = status.traffic == null ? null : status.traffic.set;
        String where = "%s, %d %%".formatted(status.phase, Objects.requireNonNullElse(set, 0));
        if (!where.equals(told.put(contender.name(), where))) {
            out.printf(
                    "%5.1f s  %-9s %-17s %s%n",
                    sinceChange.toMillis() / 1000.0,
                    contender.name(),
                    where,
                    Objects.requireNonNullElse(status.message, ""));
        }
    }
}
