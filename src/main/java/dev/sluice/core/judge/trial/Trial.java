package dev.sluice.core.judge.trial;

import dev.sluice.core.judge.Fault;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Cause;
import dev.sluice.core.judge.process.CompletionProcess;
import dev.sluice.core.judge.threshold.PodRule;
import dev.sluice.core.judge.threshold.PodSight;
import dev.sluice.core.judge.threshold.PodState;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.EdgeCells;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Candidate against stable while both have traffic, by everything that is judged.
 *
 * @param errors failed requests
 * @param latency slow requests, an entry for each edge; empty when latency isn't judged
 * @param completion whether the candidate's requests come to an end
 * @param metrics the team's own metrics
 * @param pods what happened to the pods of both versions
 * @param objective each version against the service's objective; of no account where the policy names none
 */
public record Trial(
        JudgeState errors,
        List<EdgeState> latency,
        CompletionProcess completion,
        ObjectiveState objective,
        List<MetricState> metrics,
        PodState pods) {

    /** Confidence that a candidate is better than stable, before it may go on while the service burns its budget. */
    private static final double BETTER = 0.95;

    /** How often a pod's past is looked at again, until it is past. */
    private static final Duration STILL = Duration.ofSeconds(30);

    public Trial {
        latency = List.copyOf(latency);
        metrics = List.copyOf(metrics);
    }

    public static Trial start() {
        return new Trial(
                JudgeState.start(),
                List.of(),
                CompletionProcess.start(),
                ObjectiveState.start(),
                List.of(),
                PodState.start());
    }

    /** A trial by these edges too. */
    public Trial with(List<EdgeState> edges) {
        return new Trial(errors, edges, completion, objective, metrics, pods);
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
                        .toList(),
                CompletionProcess.start(),
                objective.restartStep(),
                metrics.stream().map(MetricState::restartStep).toList(),
                pods);
    }

    /**
     * Takes in new cells, each exactly once, in the order of their ends.
     *
     * @param nextWeightRatio the candidate's share after the next step, in (0, 1]
     */
    public Trial observe(List<Cell> cells, List<EdgeCells> slow, double nextWeightRatio, TrialParameters parameters) {
        JudgeState compared = errors.observe(cells, nextWeightRatio, parameters.errors(this));
        Double ceiling = parameters.ceiling();
        return new Trial(
                compared,
                latency.stream()
                        .map(edge -> observe(edge, slow, nextWeightRatio, parameters))
                        .toList(),
                completion,
                ceiling == null ? objective : objective.observe(cells, ceiling, parameters.objective(this), compared),
                metrics,
                pods);
    }

    /**
     * Takes in cells of a shift that has settled: a candidate that should have had traffic should have answered it.
     *
     * @param weightRatio the share that the routing object gives to the candidate, in [0, 1]
     */
    public Trial completing(List<Cell> cells, double weightRatio) {
        CompletionProcess next = completion;
        for (Cell cell : cells) {
            next = next.observe(cell, weightRatio);
        }
        return new Trial(errors, latency, next, objective, metrics, pods);
    }

    /** Takes in a look at the team's own metrics; one that the policy no longer names is forgotten. */
    public Trial looking(List<MetricLook> looks, Instant at, TrialParameters parameters) {
        List<MetricState> next = new ArrayList<>();
        for (MetricTerms terms : parameters.metrics()) {
            MetricState known = metric(terms.name());
            next.add(looks.stream()
                    .filter(look -> look.name().equals(terms.name()))
                    .findFirst()
                    .map(look -> known.observe(terms, look, at))
                    .orElse(known));
        }
        return new Trial(errors, latency, completion, objective, next, pods);
    }

    private MetricState metric(String name) {
        return metrics.stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseGet(() -> MetricState.start(name));
    }

    /**
     * Takes in a look at the pods of both versions. Where nothing changed there is nothing to remember, but for the time
     * when something happened lately.
     */
    public Trial seeing(List<PodSight> candidates, List<PodSight> stables, Instant at) {
        boolean isSame = pods.candidates().equals(candidates) && pods.stables().equals(stables);
        boolean isCalm = pods.events().isEmpty() || at.isBefore(pods.lastAt().plus(STILL));
        return isSame && isCalm
                ? this
                : new Trial(
                        errors,
                        latency,
                        completion,
                        objective,
                        metrics,
                        pods.observe(at, candidates, stables, PodRule.defaults()));
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
     * @param weightRatio the share that the routing object gives to the candidate, in [0, 1]
     * @param newSamples whether this look brought samples that no look before it had
     */
    public Ruling ruling(TrialParameters parameters, double weightRatio, boolean newSamples) {
        return Ruling.of(opinions(parameters, weightRatio, newSamples));
    }

    /** Whether the candidate is shown to fail less than stable does: a release that mends what burns. */
    public boolean isBetter(TrialParameters parameters) {
        return errors.bounds().interval(BETTER, parameters.errors().phi()).high() < 0;
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
        if (parameters.ceiling() != null) {
            reports.add(objective.report(parameters.ceiling(), parameters.objective(this)));
        }
        for (MetricTerms terms : parameters.metrics()) {
            reports.add(metric(terms.name()).report(terms, parameters.metric(this)));
        }
        return reports;
    }

    /** What each signal says; the one about errors comes first. */
    private List<Opinion> opinions(TrialParameters parameters, double weightRatio, boolean newSamples) {
        List<Opinion> opinions = new ArrayList<>();
        opinions.add(ofErrors(parameters, newSamples));
        for (EdgeState edge : latency) {
            Fault fault = Fault.slowerThan(edge.edge());
            opinions.add(Opinion.of(Topic.LATENCY, edge.state(), parameters.of(edge, this), newSamples, fault));
        }
        opinions.add(ofCompletion(weightRatio));
        if (parameters.ceiling() != null) {
            opinions.add(objective.opinion(parameters.ceiling(), parameters.objective(this), errors));
        }
        for (MetricTerms terms : parameters.metrics()) {
            opinions.add(metric(terms.name()).opinion(terms, parameters.metric(this), parameters.isLastStep()));
        }
        opinions.add(ofPods());
        return opinions;
    }

    private Opinion ofPods() {
        PodRule rule = PodRule.defaults();
        Cause cause = switch (pods.signal(rule)) {
            case CALM -> Cause.HARMLESS;
            case SUSPECT -> Cause.SUSPICION;
            case FAILING -> Cause.WORSE;
        };
        boolean isFailing = cause == Cause.WORSE;
        return new Opinion(
                Topic.PODS, "pods", cause, isFailing ? 0 : Opinion.NONE, isFailing, new Grounds.Watched(pods, rule));
    }

    /** Where stable answers nothing, keeping to the objective takes the place of the comparison. */
    private Opinion ofErrors(TrialParameters parameters, boolean newSamples) {
        Opinion compared = Opinion.of(Topic.ERRORS, errors, parameters.errors(this), newSamples, Fault.ERROR);
        Double ceiling = parameters.ceiling();
        if (ceiling == null || compared.cause() != Cause.NO_BASELINE || !objective.isKept(parameters.errors())) {
            return compared;
        }
        return new Opinion(
                Topic.ERRORS,
                compared.signal(),
                Cause.HARMLESS,
                compared.lnOfThreshold(),
                compared.isGuarded(),
                objective.opinion(ceiling, parameters.objective(this), errors).grounds());
    }

    private Opinion ofCompletion(double weightRatio) {
        Cause cause =
                completion.isConfirmed() ? Cause.WORSE : completion.isSuspected() ? Cause.SUSPICION : Cause.HARMLESS;
        return new Opinion(
                Topic.COMPLETION,
                "completed requests",
                cause,
                completion.isConfirmed() ? 0 : Opinion.NONE,
                completion.isConfirmed(),
                new Grounds.Completed(completion, weightRatio));
    }
}
