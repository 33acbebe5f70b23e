package dev.sluice.bench;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a look costs. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookBenchmark {

    private static final int METRICS = 10;
    private static final int PODS = 20;
    private static final int LOOKS = 64;
    private static final JudgeParameters PARAMETERS = JudgeParameters.defaults();

    private final List<JudgeState> metrics = new ArrayList<>();
    private List<List<Cell>> looks = List.of();
    private JudgeState release = JudgeState.start();
    private int next;

    /** A release well under way: states that have seen an hour's half, and scrapes of twenty pods to come. */
    @Setup
    public void prepare() {
        RandomGenerator random = new SplittableRandom(20240607);
        List<List<Cell>> scrapes = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            List<Cell> pods = new ArrayList<>();
            for (int pod = 0; pod < PODS; pod++) {
                pods.add(cell(random, look, pod));
            }
            scrapes.add(List.copyOf(pods));
        }
        looks = List.copyOf(scrapes);
        for (int k = 0; k < Stream.HOUR / 2; k++) {
            release = release.observe(List.of(cell(random, k, 0)), 1, PARAMETERS);
        }
        for (int metric = 0; metric < METRICS; metric++) {
            metrics.add(release);
        }
    }

    /** One look of a release with ten metrics, each counted by twenty pods for both arms. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public int tenMetricsOfTwentyPods() {
        List<Cell> scrape = looks.get(next++ % LOOKS);
        int kinds = 0;
        for (JudgeState metric : metrics) {
            Verdict verdict = Judge.verdict(metric.observe(scrape, 0.25, PARAMETERS), PARAMETERS, true);
            kinds += verdict.kind().ordinal();
        }
        return kinds;
    }

    /** Releases that one core judges in a second, each with one more scrape. */
    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    public Verdict release() {
        List<Cell> scrape = looks.get(next++ % LOOKS).subList(0, 1);
        return Judge.verdict(release.observe(scrape, 0.25, PARAMETERS), PARAMETERS, true);
    }

    private static Cell cell(RandomGenerator random, int look, int pod) {
        Instant end = Stream.START.plusSeconds((long) Stream.SECONDS * (look + Stream.HOUR));
        return new Cell(
                end, "pod " + pod, 50, Draw.binomial(random, 50, 0.001), 450, Draw.binomial(random, 450, 0.001));
    }
}
