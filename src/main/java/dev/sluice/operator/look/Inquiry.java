package dev.sluice.operator.look;

import dev.sluice.core.judge.threshold.BurnRate;
import dev.sluice.core.judge.trial.MetricLook;
import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.CounterQuery;
import dev.sluice.core.metric.CounterQuery.WarmUp;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Needs.Question;
import dev.sluice.core.policy.AnalysisPlan.Thresholds;
import dev.sluice.core.policy.LatencyPlan;
import dev.sluice.core.policy.MetricPlan;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.MetricSource;
import dev.sluice.core.port.MetricSource.LatencyQuery;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.PodHealth;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the metric source what a pass needs. A failed question is an answer. */
public final class Inquiry {

    private static final Duration HISTORY = Duration.ofHours(1);
    private static final Duration LATELY = Duration.ofSeconds(15);
    private static final int SCRAPES = 4;

    private final MetricSource source;
    private final ReleasePlan plan;
    private final ReleaseState state;
    private final @Nullable WorkloadView workload;
    private final Instant now;

    /** @param workload null when the Deployment is gone */
    public Inquiry(
            MetricSource source, ReleasePlan plan, ReleaseState state, @Nullable WorkloadView workload, Instant now) {
        this.source = source;
        this.plan = plan;
        this.state = state;
        this.workload = workload;
        this.now = now;
    }

    /** The answers to what is needed. */
    public Counted ask(Needs needs) {
        MetricTarget target = plan.metrics();
        List<Duration> edges = state.judge().live().edges();
        // An hour of samples is asked for only when the release would begin on them.
        boolean canBegin = workload != null && workload.canBegin();
        return new Counted(
                source.armsShareTarget(target),
                when(needs.has(Question.INCREMENTS), () -> source.increments(target, counters(edges), now)),
                when(needs.has(Question.HISTORY) && canBegin, () -> source.history(target, HISTORY, edges, now)),
                when(needs.has(Question.PROFILE) && canBegin, () -> source.profile(target, HISTORY, now)),
                when(needs.has(Question.PERCENTILE), () -> source.latency(target, percentile(), now)),
                when(needs.has(Question.SERVICE), () -> source.service(target, BurnRate.WINDOWS, now)),
                when(needs.has(Question.NEIGHBOURS) && (canBegin || !isPending()), this::neighbours),
                needs.has(Question.METRICS)
                        ? plan.analysis().metrics().stream().map(this::look).toList()
                        : List.of(),
                null);
    }

    private static <T> @Nullable Measurement<T> when(boolean isAsked, Supplier<Measurement<T>> question) {
        return isAsked ? question.get() : null;
    }

    private boolean isPending() {
        return state.phase() == Phase.PENDING;
    }

    private CounterQuery counters(List<Duration> edges) {
        BaselineView baseline = workload == null ? null : workload.baseline();
        boolean isFresh = plan.analysis().hasFreshBaseline() && baseline != null && baseline.isWhole();
        return new CounterQuery(state.judge().looks().cursor(), edges, isFresh, warmUp(baseline));
    }

    /** Where counters don't tell pods apart, the youngest one decides: it may be the slow one. */
    private WarmUp warmUp(@Nullable BaselineView baseline) {
        LatencyPlan latency = plan.analysis().latency();
        CandidateView candidate = workload == null ? null : workload.candidate();
        if (latency == null || candidate == null || latency.warmUp().isZero()) {
            return WarmUp.NONE;
        }
        Map<String, Instant> readySince = Stream.of(
                        candidate.pods(), baseline == null ? List.<PodHealth>of() : baseline.pods())
                .flatMap(Collection::stream)
                .filter(pod -> pod.readySince() != null)
                .collect(Collectors.toMap(
                        PodHealth::name, pod -> Objects.requireNonNull(pod.readySince()), (one, other) -> one));
        Instant youngest =
                readySince.values().stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        return new WarmUp(youngest.plus(latency.warmUp()), readySince, latency.warmUp());
    }

    private LatencyQuery percentile() {
        Thresholds thresholds = Objects.requireNonNull(
                plan.analysis().thresholds(), "a percentile is asked for only where thresholds name it");
        return new LatencyQuery(Arm.CANDIDATE, thresholds.percentile(), thresholds.window());
    }

    /** Over the same hour as the history before the start; over the last minute after it. */
    private Measurement<Volume> neighbours() {
        return source.neighbours(plan.metrics(), isPending() ? HISTORY : lately(), now);
    }

    /** Short, so that an incident that has just begun isn't diluted, but several scrapes long. */
    private Duration lately() {
        Duration scrape = state.judge().looks().scrapeInterval();
        Duration several = scrape == null ? LATELY : scrape.multipliedBy(SCRAPES);
        return several.compareTo(LATELY) > 0 ? several : LATELY;
    }

    private MetricLook look(MetricPlan metric) {
        Measurement<Double> candidate = source.number(plan.metrics(), metric.candidateQuery(), now);
        String query = metric.stableQuery();
        Measurement<Double> stable = query == null ? null : source.number(plan.metrics(), query, now);
        String problem = problem(candidate) + (stable == null ? "" : problem(stable));
        return new MetricLook(metric.name(), value(candidate), stable == null ? Double.NaN : value(stable), problem);
    }

    private static double value(Measurement<Double> answer) {
        return answer.fold(value -> value, missing -> Double.NaN, failed -> Double.NaN);
    }

    private static String problem(Measurement<Double> answer) {
        return answer.fold(value -> "", missing -> missing, failed -> failed);
    }
}
