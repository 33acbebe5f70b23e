package dev.sluice.core.judge.trial;

import static dev.sluice.testing.ForAll.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.judge.gauge.GaugeRule;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.threshold.LimitRule;
import dev.sluice.core.judge.threshold.PodSight;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.EdgeCells;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever comes, the judge neither throws nor says something that is no number. */
class AnySequenceTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EDGE = Duration.ofMillis(250);
    private static final long MOST = 1L << 53;
    private static final int LOOKS = 60;
    private static final double[] VALUES = {
        0, -0.0, 1, -1, 1e-310, 1e308, -1e308, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 200
    };

    private static final List<MetricTerms> METRICS = List.of(
            new MetricTerms("memory", GaugeRule.of(GaugeRule.Direction.BOTH, 0.1), null),
            new MetricTerms("queue", null, new LimitRule(-5.0, 100.0, 3, Duration.ofMinutes(1))));

    private static TrialParameters parameters(RandomGenerator random) {
        JudgeParameters errors = JudgeParameters.defaults()
                .withPhi(1 + random.nextInt(30))
                .withMargins(1 + random.nextInt(3), random.nextInt(3) * 0.01)
                .withArmsShareTarget(random.nextBoolean());
        return new TrialParameters(errors, 1.25, 0.001, METRICS, random.nextBoolean());
    }

    /** Mostly small counts; now and then none, all, or as many as a double can tell apart. */
    private static long count(RandomGenerator random, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> most;
            case 2 -> random.nextLong(most + 1);
            default -> Math.min(most, random.nextInt(200));
        };
    }

    private static Cell cell(RandomGenerator random, Instant end) {
        long candidate = count(random, MOST);
        long stable = count(random, MOST);
        return new Cell(
                end, "proxy-" + random.nextInt(3), candidate, count(random, candidate), stable, count(random, stable));
    }

    private static List<Cell> cells(RandomGenerator random, Instant end) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(index -> cell(random, end.minusMillis(random.nextInt(7000))))
                .toList();
    }

    private static MetricLook look(RandomGenerator random, String name) {
        return new MetricLook(name, VALUES[random.nextInt(VALUES.length)], VALUES[random.nextInt(VALUES.length)], "");
    }

    private static List<PodSight> pods(RandomGenerator random, Instant at) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(pod -> new PodSight(
                        "pod-" + pod,
                        random.nextBoolean(),
                        random.nextBoolean() ? at : null,
                        random.nextInt(1000),
                        random.nextInt(2)))
                .toList();
    }

    private static Trial more(Trial trial, TrialParameters parameters, RandomGenerator random, Instant at) {
        Trial next = trial.observe(
                        cells(random, at),
                        List.of(new EdgeCells(EDGE, cells(random, at))),
                        (1 + random.nextInt(100)) / 100.0,
                        parameters)
                .completing(cells(random, at), random.nextInt(101) / 100.0)
                .looking(List.of(look(random, "memory"), look(random, "queue")), at, parameters)
                .seeing(pods(random, at), pods(random, at), at);
        return random.nextInt(10) == 0 ? next.restartStep() : next;
    }

    private static void saysNumbers(Trial trial, TrialParameters parameters, RandomGenerator random) {
        Ruling ruling = trial.ruling(parameters, random.nextInt(101) / 100.0, random.nextBoolean());
        assertThat(ruling.sentence()).isNotBlank().doesNotContain("NaN", "Infinity", "∞");
        for (SignalReport report : trial.reports(parameters, random.nextInt(3))) {
            assertThat(List.of(report.lnAgainst(), report.lnRollbackAt(), report.lnFor(), report.lnAdvanceAt()))
                    .as(report.signal())
                    .allMatch(Double::isFinite);
            assertThat(report.sentences()).allSatisfy(said -> assertThat(said).doesNotContain("NaN", "Infinity", "∞"));
        }
    }

    @Test
    void no_sequence_of_samples_makes_the_judge_throw_or_say_what_is_no_number() {
        forAll(300, random -> random, random -> {
            TrialParameters parameters = parameters(random);
            Trial trial = Trial.start().with(List.of(EdgeState.start(EDGE, 0.01)));
            Instant at = START;
            for (int i = 0; i < LOOKS; i++) {
                at = at.plusSeconds(random.nextInt(15) - 2);
                trial = more(trial, parameters, random, at);
                saysNumbers(trial, parameters, random);
            }
        });
    }
}
