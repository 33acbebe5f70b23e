package dev.sluice.core.judge;

import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.DifferenceBounds;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that the judge remembers of a release: a fold over its cells, small enough to be stored after each look.
 *
 * @param rollback evidence against the candidate, over the whole release
 * @param advance evidence for it, at the weight of the present step
 * @param total counts of the whole release
 * @param step counts of the present step
 * @param recent counts since the evidence against the candidate began to mount; what to show a person, since a fault that
 *     sets in late hardly moves the totals
 * @param scrapes how many scrapes there were, and how many with errors
 * @param advanceDelta the absolute margin that was last tested for advancing; 0 before the first look
 * @param bounds between which the difference of the rates lies
 * @param peakLnE the highest evidence against the candidate at any look, as a logarithm
 */
public record JudgeState(
        RollbackProcess rollback,
        AdvanceProcess advance,
        Counts total,
        Counts step,
        Counts recent,
        Scrapes scrapes,
        double advanceDelta,
        DifferenceBounds bounds,
        double peakLnE) {

    public static JudgeState start() {
        return new JudgeState(
                RollbackProcess.start(),
                AdvanceProcess.start(),
                Counts.ZERO,
                Counts.ZERO,
                Counts.ZERO,
                Scrapes.NONE,
                0,
                DifferenceBounds.start(),
                0);
    }

    /**
     * Takes in new cells, each exactly once, in the order of their ends.
     *
     * @param nextWeightRatio the candidate's share after the next step, in (0, 1]
     */
    public JudgeState observe(List<Cell> cells, double nextWeightRatio, JudgeParameters parameters) {
        double delta = parameters.advanceDelta(nextWeightRatio);
        JudgeState next = this;
        for (List<Cell> scrape : byEnd(cells)) {
            next = next.plus(scrape, delta, parameters);
        }
        return next;
    }

    /** One more scrape, as the step goes on. */
    public JudgeState scrape(Cell cell, JudgeParameters parameters) {
        return plus(List.of(cell), advanceDelta, parameters);
    }

    /** The same release at a new weight: what spoke for the candidate at the old one no longer counts. */
    public JudgeState restartStep() {
        return new JudgeState(
                rollback,
                AdvanceProcess.start(),
                total,
                Counts.ZERO,
                recent,
                scrapes.restartStep(),
                advanceDelta,
                bounds,
                peakLnE);
    }

    /** What the stable version is expected to fail at, by what this release has seen of it. */
    double expectedRate() {
        return JudgeParameters.expectedRate(total);
    }

    private JudgeState plus(List<Cell> scrape, double delta, JudgeParameters parameters) {
        double expectedRate = expectedRate();
        RollbackProcess against = rollback.observe(scrape, expectedRate, parameters);
        Counts newTotal = total;
        Counts newStep = step;
        boolean subsides = against.lnE() < Math.min(0, rollback.lnE());
        Counts newRecent = subsides ? Counts.ZERO : recent;
        Scrapes newScrapes = scrapes;
        for (Cell cell : scrape) {
            newTotal = newTotal.plus(cell);
            newStep = newStep.plus(cell);
            newRecent = subsides ? Counts.ZERO : newRecent.plus(cell);
            newScrapes = newScrapes.plus(cell);
        }
        return new JudgeState(
                against,
                advance.observe(scrape, delta, expectedRate, parameters),
                newTotal,
                newStep,
                newRecent,
                newScrapes,
                delta,
                bounds.observe(scrape),
                Math.max(peakLnE, against.lnE()));
    }

    private static Collection<List<Cell>> byEnd(List<Cell> cells) {
        return cells.stream()
                .collect(Collectors.groupingBy(Cell::end, TreeMap::new, Collectors.toList()))
                .values();
    }

    /**
     * Counts scrapes, not cells: proxies that are scraped one after the other see the same burst of errors. A scrape ends
     * when the stratum that began it reports again, or, should that one be gone, after a minute.
     *
     * @param leader the stratum that began the present scrape
     * @param startedAt the end of that stratum's cell
     * @param inStep scrapes of the present step
     * @param withErrors scrapes of the release in which the candidate had errors
     * @param errorsInPresent whether the present scrape is one of them
     */
    public record Scrapes(String leader, Instant startedAt, long inStep, long withErrors, boolean errorsInPresent) {

        static final Scrapes NONE = new Scrapes("", Instant.EPOCH, 0, 0, false);

        private static final Duration LONGEST = Duration.ofMinutes(1);

        Scrapes plus(Cell cell) {
            if (!cell.comparesArms()) {
                return this;
            }
            Scrapes present =
                    begins(cell) ? new Scrapes(cell.stratum(), cell.end(), inStep + 1, withErrors, false) : this;
            return cell.candidateErrors() > 0 ? present.marked() : present;
        }

        Scrapes restartStep() {
            return new Scrapes(leader, startedAt, 0, withErrors, errorsInPresent);
        }

        private boolean begins(Cell cell) {
            return cell.stratum().equals(leader)
                    ? cell.end().isAfter(startedAt)
                    : cell.end().isAfter(startedAt.plus(LONGEST));
        }

        private Scrapes marked() {
            return errorsInPresent ? this : new Scrapes(leader, startedAt, inStep, withErrors + 1, true);
        }
    }
}
