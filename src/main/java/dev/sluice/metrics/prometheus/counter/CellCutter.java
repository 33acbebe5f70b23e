package dev.sluice.metrics.prometheus.counter;

import dev.sluice.core.metric.Arm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cells of arms that are scraped apart. Both arms are cut at common boundaries, so that a disturbance of both shows in
 * both: the boundaries are the scrapes of one candidate target, whose increments stay whole; those of the other targets
 * are shared out evenly over the time they cover. A cell closes once every target that still answers has been scraped
 * past its end. What a sudden change of both arms leaves in a single cell is the judge's to outwait.
 */
final class CellCutter {
    /** A target that missed so many scrapes is gone: nobody waits for it. */
    private static final int MISSED_SCRAPES = 3;

    private static final String STRATUM = "pods";

    private final List<ScrapedTarget> targets;
    private final Births births;
    private final @Nullable Duration gap;

    /** When a target began to count from 0; null if that isn't known. */
    interface Births {
        @Nullable
        Instant of(ScrapedTarget target);
    }

    /** @param gap the usual distance of scrapes; null if no target was scraped twice */
    CellCutter(List<ScrapedTarget> targets, Births births, @Nullable Duration gap) {
        this.targets = targets;
        this.births = births;
        this.gap = gap;
    }

    /** The cells of all targets together, from {@code from} to the last boundary that both arms have passed. */
    List<CutCell> together(Instant from, Routes routes, WarmPods pods) {
        List<Instant> edges = edges(from, CellCutter::candidate);
        List<CounterSeries> series =
                targets.stream().flatMap(target -> target.series().stream()).toList();
        List<Tallies> tallies = tallies(edges, () -> new Tallies(STRATUM, routes, series));
        targets.forEach(target -> share(target, pods, edges, tallies));
        return cells(edges, tallies, pods);
    }

    /**
     * The cells of each target by itself, all cut at the same boundaries.
     *
     * @param most so many cells of a target at most; more are joined
     */
    List<CutCell> each(Instant from, int most, WarmPods pods) {
        List<Instant> edges = thinned(edges(from, CellCutter::mostScraped), most);
        return targets.stream()
                .flatMap(target -> {
                    List<Tallies> tallies =
                            tallies(edges, () -> new Tallies(target.name(), Routes.NONE, target.series()));
                    share(target, pods, edges, tallies);
                    return cells(edges, tallies, pods).stream();
                })
                .toList();
    }

    private static List<Instant> thinned(List<Instant> edges, int most) {
        int step = (edges.size() - 2) / most + 1;
        return IntStream.range(0, edges.size())
                .filter(index -> index % step == 0)
                .mapToObj(edges::get)
                .toList();
    }

    private static List<Tallies> tallies(List<Instant> edges, Supplier<Tallies> empty) {
        return Stream.generate(empty).limit(edges.size() - 1L).toList();
    }

    private static List<CutCell> cells(List<Instant> edges, List<Tallies> tallies, WarmPods pods) {
        return IntStream.range(0, tallies.size())
                .boxed()
                .flatMap(index -> tallies.get(index).cells(edges.get(index + 1), pods.isWarm(edges.get(index))))
                .toList();
    }

    private void share(ScrapedTarget target, WarmPods pods, List<Instant> edges, List<Tallies> tallies) {
        Instant bornAt = births.of(target);
        for (CounterSeries series : target.series()) {
            target.increments(series, bornAt).stream()
                    .filter(increment -> pods.counts(target, series, increment))
                    .forEach(increment -> share(series, increment, edges, tallies));
        }
    }

    private static void share(CounterSeries series, Increment increment, List<Instant> edges, List<Tallies> tallies) {
        int found = Collections.binarySearch(edges, increment.from());
        int edge = Math.max(0, found < 0 ? -found - 2 : found);
        long taken = increment.upTo(edges.get(edge));
        while (taken < increment.count() && edge < tallies.size()) {
            long upTo = increment.upTo(edges.get(edge + 1));
            tallies.get(edge).add(series, upTo - taken);
            taken = upTo;
            edge++;
        }
    }

    private List<Instant> edges(Instant from, Leader leader) {
        List<Instant> edges = new ArrayList<>(List.of(from));
        List<ScrapedTarget> answering = answering();
        Instant covered = answering.stream()
                .map(ScrapedTarget::last)
                .min(Comparator.naturalOrder())
                .orElse(from);
        if (covered.isAfter(from)) {
            edges.addAll(leader.of(answering, covered).scrapes().subSet(from, false, covered, true));
        }
        return edges;
    }

    /** Whose scrapes are the boundaries. */
    private interface Leader {
        ScrapedTarget of(List<ScrapedTarget> answering, Instant covered);
    }

    private static ScrapedTarget candidate(List<ScrapedTarget> answering, Instant covered) {
        return answering.stream()
                .filter(target -> !target.first().isAfter(covered))
                .min(Comparator.comparing(target -> target.counts(Arm.CANDIDATE) ? 0 : 1))
                .orElse(answering.get(0));
    }

    private static ScrapedTarget mostScraped(List<ScrapedTarget> answering, Instant covered) {
        return Collections.max(
                answering,
                Comparator.comparing(
                        target -> target.scrapes().headSet(covered, true).size()));
    }

    private List<ScrapedTarget> answering() {
        Optional<Instant> newest = targets.stream().map(ScrapedTarget::last).max(Comparator.naturalOrder());
        return targets.stream()
                .filter(target -> !target.last().isBefore(newest.orElseThrow().minus(patience(target))))
                .toList();
    }

    private Duration patience(ScrapedTarget target) {
        Duration usual = gap == null ? Duration.ofMinutes(1) : gap;
        Duration own = Gaps.median(target.gaps()).orElse(usual);
        return (own.compareTo(usual) > 0 ? own : usual).multipliedBy(MISSED_SCRAPES);
    }
}
