package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cells of a target that counts both arms: a cell is what one scrape added, so both arms cover exactly the same time. A
 * scrape that was missed leaves no cell; the next one holds its requests.
 */
final class ScrapeCells {
    private final ScrapedTarget target;
    private final Instant since;
    private final WarmPods pods;
    private final Map<Instant, Scrape> scrapes = new TreeMap<>();

    private ScrapeCells(ScrapedTarget target, Instant since, WarmPods pods) {
        this.target = target;
        this.since = since;
        this.pods = pods;
    }

    /**
     * The cells that end after what was read. What was counted before the release began to look belongs to nobody, so a
     * scrape that began before is left out, unless all it has of the candidate was born in it.
     */
    static List<CutCell> of(ScrapedTarget target, MetricCursor cursor, Routes routes, WarmPods pods) {
        ScrapeCells cells = new ScrapeCells(target, cursor.since(), pods);
        Instant readUpTo = cursor.of(target.name());
        target.scrapes().tailSet(readUpTo == null ? cursor.since() : readUpTo, false).stream()
                .filter(end -> target.scrapes().lower(end) != null)
                .forEach(
                        end -> cells.scrapes.put(end, new Scrape(new Tallies(target.name(), routes, target.series()))));
        target.series().forEach(cells::add);
        return cells.result();
    }

    private void add(CounterSeries series) {
        for (Increment increment : target.increments(series, null)) {
            Scrape scrape = scrapes.get(increment.to());
            if (scrape != null && increment.count() > 0) {
                scrape.note(series.arm(), increment, since);
                if (pods.counts(target, series, increment)) {
                    scrape.tallies.add(series, increment.count());
                }
            }
        }
    }

    private List<CutCell> result() {
        List<CutCell> cells = new ArrayList<>();
        scrapes.forEach((end, scrape) -> {
            Instant begin = target.scrapes().lower(end);
            if (begin != null && scrape.counts(!begin.isBefore(since))) {
                scrape.tallies.cells(end, pods.isWarm(begin)).forEach(cells::add);
            }
        });
        return cells;
    }

    private static final class Scrape {
        private final Tallies tallies;
        private boolean candidateFromBefore;
        private boolean candidateBorn;

        Scrape(Tallies tallies) {
            this.tallies = tallies;
        }

        void note(Arm arm, Increment increment, Instant since) {
            if (arm == Arm.CANDIDATE) {
                candidateBorn |= increment.born();
                candidateFromBefore |= !increment.born() && increment.from().isBefore(since);
            }
        }

        boolean counts(boolean beganInTime) {
            return !candidateFromBefore && (beganInTime || candidateBorn);
        }
    }
}
