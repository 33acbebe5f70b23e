package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.sim.mesh.FixedThresholdRollout;
import dev.sluice.sim.mesh.FixedThresholdRollout.ErrorCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the releases ended, and how the bad one would have with a fixed threshold.
 *
 * @param requestsPerSecond of all users of a service
 */
record Summary(List<Course.Ending> endings, int requestsPerSecond) {

    Summary {
        endings = List.copyOf(endings);
    }

    boolean isAsExpected() {
        return endings.stream().allMatch(Course.Ending::isAsExpected);
    }

    List<String> lines(Paint paint) {
        List<String> lines = new ArrayList<>();
        for (Course.Ending ending : endings) {
            String phase = Paint.pad(paint.paint(ReleaseRows.colour(ending.phase()), ending.phase()), 11);
            lines.add("  %-9s %s %5.1f s   highest weight %3d %%   %,d requests to the new version, %,d failed"
                    .formatted(
                            ending.contender().name(),
                            phase,
                            seconds(ending),
                            ending.highestWeight(),
                            ending.answered().requests(),
                            ending.answered().failures()));
        }
        endings.stream()
                .filter(ending -> !ending.isAsExpected())
                .forEach(ending -> lines.add("  %s should have ended as %s. The last word on it: %s"
                        .formatted(ending.contender().name(), ending.contender().expected(), ending.message())));
        endings.stream()
                .filter(ending -> ending.contender().failing() > 0)
                .forEach(ending -> lines.addAll(compared(ending, paint)));
        return lines;
    }

    private List<String> compared(Course.Ending ending, Paint paint) {
        FixedThresholdRollout.Ending usual = usual(ending.contender());
        String name = ending.contender().name();
        long failed = ending.answered().failures();
        return List.of(
                "",
                "  A rollout of 10 % a minute that goes back at the fifth minute above 1 % errors would have failed",
                "  " + paint.paint(Paint.Colour.BOLD, count(Math.round(usual.failures())))
                        + " requests of the same traffic to " + name + " in "
                        + usual.duration().toMinutes() + " minutes; here "
                        + paint.paint(Paint.Colour.BOLD, count(failed))
                        + " failed.");
    }

    private FixedThresholdRollout.Ending usual(Contender contender) {
        return FixedThresholdRollout.USUAL.run(requestsPerSecond, ErrorCurve.constant(contender.failing()));
    }

    String json() {
        ObjectNode summary = new ObjectMapper().createObjectNode();
        var releases = summary.putArray("releases");
        for (Course.Ending ending : endings) {
            releases.addObject()
                    .put("name", ending.contender().name())
                    .put("outcome", ending.phase())
                    .put("message", ending.message())
                    .put("seconds", seconds(ending))
                    .put("maxWeight", ending.highestWeight())
                    .put("candidateRequests", ending.answered().requests())
                    .put("candidateFailures", ending.answered().failures())
                    .put(
                            "fixedThresholdFailures",
                            Math.round(usual(ending.contender()).failures()));
        }
        return summary.toString();
    }

    private static double seconds(Course.Ending ending) {
        Duration duration = ending.duration();
        return Math.round(duration.toMillis() / 100.0) / 10.0;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
