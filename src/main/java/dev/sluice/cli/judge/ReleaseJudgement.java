package dev.sluice.cli.judge;

import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.pass.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Consumer;

/** The judge's course through a past release: a step begins where the weight changed and the route had settled. */
final class ReleaseJudgement {

    private ReleaseJudgement() {}

    /**
     * Where it stood after a scrape.
     *
     * @param weight the candidate's, in percent
     */
    record Row(Instant time, int weight, OperatorCourse course) {}

    static void judge(
            PastRelease release,
            NavigableMap<Instant, List<Cell>> scrapes,
            JudgeParameters parameters,
            Consumer<Row> rows) {
        int weight = release.weightAt(release.begin());
        OperatorCourse course = OperatorCourse.start(release.nextWeight(weight), parameters);
        for (Map.Entry<Instant, List<Cell>> scrape : scrapes.entrySet()) {
            int present = release.weightAt(scrape.getKey().minus(Timing.SETTLE));
            if (present != weight) {
                weight = present;
                course = course.to(release.nextWeight(weight));
            }
            course = course.observe(scrape.getValue());
            rows.accept(new Row(scrape.getKey(), weight, course));
        }
    }
}
