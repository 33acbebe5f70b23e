package dev.sluice.bench;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.trial.EdgeState;
import dev.sluice.core.judge.trial.Trial;
import dev.sluice.core.judge.trial.TrialParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.EdgeCells;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Slow requests: log-normal latency with a median of 80 ms and a p99 of 287 ms, counted at three bucket edges, 100 requests
 * a second, a tenth to the candidate. Judged together with errors, of which there are none, so with the share of alpha
 * that latency has in a release.
 */
record LatencySuite(Settings settings, Markdown page) {

    private static final double MEDIAN = 80;
    private static final double SIGMA = Math.log(287.0 / MEDIAN) / 2.3263;
    private static final int[] EDGES = {250, 500, 1000};
    private static final double[] DELTAS = {0.01, 0.0025, 0.001};
    private static final int CANDIDATE = 50;
    private static final int STABLE = 450;

    /**
     * What a candidate's latency is.
     *
     * @param factor by which every request is slower
     * @param late share of requests that wait a second more
     */
    private record Slowness(String name, double factor, double late) {

        /** The share of requests that take longer than this. */
        double above(double milliseconds) {
            return (1 - late) * tail(milliseconds / factor) + late * tail((milliseconds - 1000) / factor);
        }

        private static double tail(double milliseconds) {
            return milliseconds <= 0 ? 1 : upperNormal(Math.log(milliseconds / MEDIAN) / SIGMA);
        }

        /** By Abramowitz and Stegun 26.2.17, to 1e-7. */
        private static double upperNormal(double z) {
            if (z < 0) {
                return 1 - upperNormal(-z);
            }
            double t = 1 / (1 + 0.2316419 * z);
            double series = 0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)));
            return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * t * series;
        }
    }

    void run() {
        page.title("Latency, %d streams: rolled back in an hour, median seconds".formatted(settings.streams()));
        page.head(List.of("candidate", "reference", "in use"));
        List.of(
                        new Slowness("the same", 1, 0),
                        new Slowness("x1.05", 1.05, 0),
                        new Slowness("x1.25", 1.25, 0),
                        new Slowness("x1.5", 1.5, 0),
                        new Slowness("x2", 2, 0),
                        new Slowness("1 % of requests +1 s", 1, 0.01),
                        new Slowness("5 % of requests +1 s", 1, 0.05))
                .forEach(slowness -> page.row(
                        slowness.name(),
                        cell(slowness, JudgeParameters.reference()),
                        cell(slowness, JudgeParameters.defaults())));
    }

    private String cell(Slowness slowness, JudgeParameters judge) {
        List<Integer> scrapes = settings.runs((random, run) -> scrapesUntilRollback(random, slowness, judge)).stream()
                .sorted()
                .toList();
        long found = scrapes.stream().filter(one -> one <= Stream.HOUR).count();
        int median = scrapes.get(scrapes.size() / 2);
        return String.format(
                Locale.ROOT,
                "%.2f %%%s",
                100.0 * found / scrapes.size(),
                median > Stream.HOUR ? "" : ", " + median * Stream.SECONDS);
    }

    private static int scrapesUntilRollback(RandomGenerator random, Slowness slowness, JudgeParameters judge) {
        TrialParameters parameters = new TrialParameters(judge, judge.rho(), null, List.of(), false);
        Trial trial = Trial.start()
                .with(IntStream.range(0, EDGES.length)
                        .mapToObj(i -> EdgeState.start(Duration.ofMillis(EDGES[i]), DELTAS[i]))
                        .toList());
        Slowness usual = new Slowness("", 1, 0);
        for (int k = 1; k <= Stream.HOUR; k++) {
            Instant end = Stream.START.plusSeconds((long) Stream.SECONDS * k);
            List<EdgeCells> slow = new ArrayList<>();
            int candidate = CANDIDATE;
            int stable = STABLE;
            for (int i = 0; i < EDGES.length; i++) {
                // A request that is slower than this edge is so above every lower one: what is left is drawn on.
                int lower = i == 0 ? 0 : EDGES[i - 1];
                candidate = Draw.binomial(random, candidate, slowness.above(EDGES[i]) / slowness.above(lower));
                stable = Draw.binomial(random, stable, usual.above(EDGES[i]) / usual.above(lower));
                Cell cell = new Cell(end, "", CANDIDATE, candidate, STABLE, stable);
                slow.add(new EdgeCells(Duration.ofMillis(EDGES[i]), List.of(cell)));
            }
            Cell errors = new Cell(end, "", CANDIDATE, 0, STABLE, 0);
            trial = trial.observe(List.of(errors), slow, 1, parameters);
            if (trial.ruling(parameters, 0.1, true).kind() == Kind.ROLLBACK) {
                return k;
            }
        }
        return Stream.HOUR + 1;
    }
}
