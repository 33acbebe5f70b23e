package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.Cell;
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
    private final Map<Instant, Scrape> scrapes = new TreeMap<>();

    private ScrapeCells(ScrapedTarget target, Instant since) {
        this.target = target;
        this.since = since;
    }

    /**
     * The cells that end after {@code after}.
     *
     * @param since what was counted before belongs to nobody, so a scrape that began before is left out, unless all it
     *     has of the candidate was born in it
     */
    static List<Cell> of(ScrapedTarget target, Instant since, Instant after) {
        ScrapeCells cells = new ScrapeCells(target, since);
        target.scrapes().tailSet(after, false).stream()
                .filter(end -> target.scrapes().lower(end) != null)
                .forEach(end -> cells.scrapes.put(end, new Scrape()));
        target.series().forEach(cells::add);
        return cells.result();
    }

    private void add(CounterSeries series) {
        for (Increment increment : target.increments(series, null)) {
            Scrape scrape = scrapes.get(increment.to());
            if (scrape != null && increment.count() > 0) {
                scrape.tally.add(series, increment.count());
                scrape.note(series.arm(), increment, since);
            }
        }
    }

    private List<Cell> result() {
        List<Cell> cells = new ArrayList<>();
        scrapes.forEach((end, scrape) -> {
            Instant begin = target.scrapes().lower(end);
            if (begin != null && scrape.counts(!begin.isBefore(since))) {
                cells.add(scrape.tally.cell(end, target.name()));
            }
        });
        return cells;
    }

    private static final class Scrape {
        private final Tally tally = new Tally();
        private boolean candidateFromBefore;
        private boolean candidateBorn;

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
