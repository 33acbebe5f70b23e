package dev.sluice.core.judge;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.EdgeCells;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Candidate against stable while both have traffic, by everything that is judged: errors, and the share of slow requests
 * at each chosen edge.
 *
 * @param errors failed requests
 * @param latency slow requests, an entry for each edge; empty when latency isn't judged
 */
public record Trial(JudgeState errors, List<EdgeState> latency) {

    public Trial {
        latency = List.copyOf(latency);
    }

    public static Trial start() {
        return new Trial(JudgeState.start(), List.of());
    }

    /** A trial by these edges too. */
    public Trial with(List<EdgeState> edges) {
        return new Trial(errors, edges);
    }

    /** The edges at which slow requests are counted. */
    public List<Duration> edges() {
        return latency.stream().map(EdgeState::edge).toList();
    }

    /** The same release at a new weight: what spoke for the candidate at the old one no longer counts. */
    public Trial restartStep() {
        return new Trial(
                errors.restartStep(),
                latency.stream()
                        .map(edge -> edge.with(edge.state().restartStep()))
                        .toList());
    }

    /**
     * Takes in new cells, each exactly once, in the order of their ends.
     *
     * @param nextWeightRatio the candidate's share after the next step, in (0, 1]
     */
    public Trial observe(List<Cell> cells, List<EdgeCells> slow, double nextWeightRatio, TrialParameters parameters) {
        return new Trial(
                errors.observe(cells, nextWeightRatio, parameters.errors(this)),
                latency.stream()
                        .map(edge -> observe(edge, slow, nextWeightRatio, parameters))
                        .toList());
    }

    private EdgeState observe(
            EdgeState edge, List<EdgeCells> slow, double nextWeightRatio, TrialParameters parameters) {
        Optional<EdgeCells> cells =
                slow.stream().filter(one -> one.edge().equals(edge.edge())).findFirst();
        return cells.map(found ->
                        edge.with(edge.state().observe(found.cells(), nextWeightRatio, parameters.of(edge, this))))
                .orElse(edge);
    }

    /**
     * What follows from all that was seen so far.
     *
     * @param newSamples whether this look brought samples that no look before it had
     */
    public Ruling ruling(TrialParameters parameters, boolean newSamples) {
        return Ruling.of(opinions(parameters, newSamples));
    }

    /**
     * What each signal rests on, for people; the one about errors comes first.
     *
     * @param perSecond candidate requests per second at present; 0 if unknown
     */
    public List<SignalReport> reports(TrialParameters parameters, double perSecond) {
        List<SignalReport> reports = new ArrayList<>();
        reports.add(Explanation.report(errors, parameters.errors(this), Fault.ERROR, perSecond));
        for (EdgeState edge : latency) {
            Fault fault = Fault.slowerThan(edge.edge());
            reports.add(Explanation.report(edge.state(), parameters.of(edge, this), fault, perSecond));
        }
        return reports;
    }

    /** What each signal says; the one about errors comes first. */
    public List<Opinion> opinions(TrialParameters parameters, boolean newSamples) {
        List<Opinion> opinions = new ArrayList<>();
        opinions.add(Judge.opinion(errors, parameters.errors(this), newSamples, Fault.ERROR));
        for (EdgeState edge : latency) {
            Fault fault = Fault.slowerThan(edge.edge());
            opinions.add(Judge.opinion(edge.state(), parameters.of(edge, this), newSamples, fault));
        }
        return opinions;
    }
}
