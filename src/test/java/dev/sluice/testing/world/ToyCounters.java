package dev.sluice.testing.world;

import dev.sluice.core.judge.trial.MetricLook;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.EdgeCells;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.window.LatencyProfile;
import dev.sluice.core.metric.window.LatencyProfile.Bucket;
import dev.sluice.core.metric.window.Volume;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Needs;
import dev.sluice.core.observation.Needs.Question;
import dev.sluice.core.pass.OwnRequests;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.testing.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Counts what the versions of the toy world answer, once a second, and answers as a metric source would. */
public final class ToyCounters {

    static final int REQUESTS = 200;

    private static final int WINDOWS = 4;

    /** Of the stable version, which is slower than 250 ms in 2 % of its requests. */
    private static final Duration EDGE = Duration.ofMillis(250);

    private static final double SLOW = 0.02;

    private final RandomGenerator random;
    private final Instant start;
    private final List<Cell> errors = new ArrayList<>();
    private final List<Cell> slow = new ArrayList<>();

    /** Of the candidate; by default it never fails, so that no run depends on the judge being lucky. */
    public double errorRate;

    /** Of the stable version. */
    public double stableErrorRate = 0.001;

    /** So much of the candidate's requests is slow besides. */
    public double slowRate;

    /** Whether the candidate's requests never come to an end. */
    public boolean isHanging;

    /** Error ratio of the whole service over all windows. */
    public double burning;

    /** Of everything else in the namespace. */
    public double neighbourErrorRate = 0.001;

    /** What the team's own metrics show. */
    public List<MetricLook> metrics = List.of();

    /** Whether requests of Sluice's own reach nobody. */
    public boolean isUnreachable;

    public boolean isAway;
    public boolean isQuiet;

    ToyCounters(RandomGenerator random, Instant start) {
        this.random = random;
        this.start = start;
    }

    /** @param isStableNew whether the Deployment has rolled to the new version */
    void second(Instant now, int weight, boolean isStableNew) {
        long sent = isQuiet ? 0 : Chance.binomial(random, REQUESTS, weight / 100.0);
        long candidate = isHanging ? 0 : sent;
        long stable = isQuiet ? 0 : REQUESTS - sent;
        errors.add(cell(now, candidate, errorRate, stable, isStableNew ? errorRate : stableErrorRate));
        slow.add(cell(now, candidate, SLOW + slowRate, stable, isStableNew ? SLOW + slowRate : SLOW));
    }

    private Cell cell(Instant now, long candidate, double candidateRate, long stable, double stableRate) {
        return new Cell(
                now,
                "proxy",
                candidate,
                Chance.binomial(random, candidate, candidateRate),
                stable,
                Chance.binomial(random, stable, stableRate));
    }

    Counted answer(Needs needs, ReleasePlan plan, ReleaseState state, Instant now) {
        return new Counted(
                true,
                needs.has(Question.INCREMENTS) ? answered(increments(state, now)) : null,
                needs.has(Question.HISTORY) ? answered(history(now)) : null,
                needs.has(Question.PROFILE) ? answered(PROFILE) : null,
                null,
                needs.has(Question.SERVICE) ? answered(service()) : null,
                needs.has(Question.NEIGHBOURS) ? answered(new Volume(6000, 6000 * neighbourErrorRate)) : null,
                needs.has(Question.METRICS) ? metrics : List.of(),
                needs.has(Question.QUIET) ? own(OwnRequests.due(plan, state, now), now) : null);
    }

    private Measurement<Cell> own(int requests, Instant now) {
        return isUnreachable
                ? new Measurement.Missing<>("No pod can be reached.")
                : new Measurement.Value<>(Cell.own(
                        now,
                        requests,
                        Chance.binomial(random, requests, errorRate),
                        requests,
                        Chance.binomial(random, requests, stableErrorRate)));
    }

    private <T> Measurement<T> answered(T value) {
        return isAway ? new Measurement.Failed<>("Prometheus is away.") : new Measurement.Value<>(value);
    }

    private Increments increments(ReleaseState state, Instant now) {
        MetricCursor cursor = state.judge().looks().cursor();
        Instant read = cursor.of("proxy");
        Instant from = read == null ? cursor.since() : read;
        MetricCursor next = new MetricCursor(cursor.since(), Map.of("proxy", now));
        List<EdgeCells> latency =
                state.judge().live().edges().contains(EDGE) ? List.of(new EdgeCells(EDGE, slow)) : List.of();
        return new Increments(errors, latency, next, now, Duration.ofSeconds(1), List.of())
                .where(cell -> cell.end().isAfter(from));
    }

    private Increments history(Instant now) {
        return new Increments(
                List.of(new Cell(start, "proxy", 0, 0, 100_000, 100)),
                MetricCursor.startingAt(start),
                now,
                Duration.ofSeconds(1));
    }

    private static final LatencyProfile PROFILE =
            new LatencyProfile(List.of(new Bucket(EDGE, 98_000), new Bucket(Duration.ofMinutes(1), 100_000)), 100_000);

    private List<Volume> service() {
        return IntStream.range(0, WINDOWS)
                .mapToObj(window -> new Volume(10_000, 10_000 * burning))
                .toList();
    }
}
