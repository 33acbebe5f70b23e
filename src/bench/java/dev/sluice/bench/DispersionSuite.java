package dev.sluice.bench;

import dev.sluice.core.judge.Judge;
import dev.sluice.core.judge.JudgeState;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.dispersion.Dispersion.Sample;
import dev.sluice.core.judge.dispersion.Dispersion.Unit;
import dev.sluice.core.judge.dispersion.Replay;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.testing.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Errors that come in clusters: nine stable pods and a candidate of the same size, 50 requests a scrape each, 0.5 % of
 * them failing. The dispersion is found on the stable pods' last hour, as before a release.
 */
record DispersionSuite(Settings settings, Markdown page) {

    private static final int PODS = 9;
    private static final int REQUESTS = 50;
    private static final double RATE = 0.005;
    private static final double BAD = 0.05;

    /** Errors of one pod, scrape by scrape. */
    private interface Pod {
        long errors(int scrape, double rate);
    }

    private record Ending(boolean isRolledBack, long failed, double phi) {}

    void run() {
        page.title(
                "Clustered errors, %d streams, both arms 0.5 %%: false rollbacks in an hour | failed requests of a 5 %% candidate | mean phi"
                        .formatted(settings.streams()));
        page.head(List.of("errors", "in use, uncorrected", "reference, replayed", "**in use, replayed**"));
        row("independent", DispersionSuite::independent);
        row("beta-binomial, ICC 0.01", random -> betaBinomial(random, 0.01));
        row("beta-binomial, ICC 0.04", random -> betaBinomial(random, 0.04));
        row("bursts of 3", DispersionSuite::bursting);
        row("pods that blip for 30 s, x20", DispersionSuite::blipping);
    }

    private void row(String name, Function<RandomGenerator, Pod> kind) {
        page.row(
                name,
                cell(kind, JudgeParameters.defaults(), false),
                cell(kind, JudgeParameters.reference(), true),
                cell(kind, JudgeParameters.defaults(), true));
    }

    private String cell(Function<RandomGenerator, Pod> kind, JudgeParameters judge, boolean isReplayed) {
        List<Ending> good = settings.runs((random, run) -> release(random, kind, judge, isReplayed, RATE));
        List<Ending> bad = settings.runs((random, run) -> release(random, kind, judge, isReplayed, BAD));
        return String.format(
                Locale.ROOT,
                "%.2f %% \\| %s \\| %.1f",
                100.0 * good.stream().filter(Ending::isRolledBack).count() / good.size(),
                Markdown.failures(
                        bad.stream().mapToLong(Ending::failed).average().orElseThrow()),
                good.stream().mapToDouble(Ending::phi).average().orElseThrow());
    }

    private static Ending release(
            RandomGenerator random,
            Function<RandomGenerator, Pod> kind,
            JudgeParameters judge,
            boolean isReplayed,
            double rate) {
        double phi = isReplayed ? Replay.phi(history(random, kind), judge) : 1;
        JudgeParameters parameters = judge.withPhi(phi);
        Pod candidate = kind.apply(random);
        List<Pod> stable = pods(random, kind);
        JudgeState state = JudgeState.start();
        for (int k = 0; k < Stream.HOUR; k++) {
            long errors = 0;
            for (Pod pod : stable) {
                errors += pod.errors(k, RATE);
            }
            Instant end = Stream.START.plusSeconds(Stream.SECONDS * (k + 1L));
            Cell cell = new Cell(end, "", REQUESTS, candidate.errors(k, rate), (long) PODS * REQUESTS, errors);
            state = state.observe(List.of(cell), 1, parameters);
            if (Judge.verdict(state, parameters, true).kind() == Kind.ROLLBACK) {
                return new Ending(true, state.total().candidateErrors(), phi);
            }
        }
        return new Ending(false, state.total().candidateErrors(), phi);
    }

    private static Pod independent(RandomGenerator random) {
        return (scrape, rate) -> Draw.binomial(random, REQUESTS, rate);
    }

    /** The pod's rate of each scrape is drawn anew, by Polya's urn: an error makes the next one of the scrape likelier. */
    private static Pod betaBinomial(RandomGenerator random, double correlation) {
        double strength = 1 / correlation - 1;
        return (scrape, rate) -> {
            long errors = 0;
            for (int drawn = 0; drawn < REQUESTS; drawn++) {
                errors += random.nextDouble() * (strength + drawn) < rate * strength + errors ? 1 : 0;
            }
            return errors;
        };
    }

    /** Errors come in bursts of three on average. */
    private static Pod bursting(RandomGenerator random) {
        return (scrape, rate) -> {
            long errors = 0;
            for (long left = Chance.poisson(random, REQUESTS * rate / 3); left > 0; left--) {
                errors += Chance.geometric(random, 3);
            }
            return Math.min(errors, REQUESTS);
        };
    }

    /** For a fortieth of the time, thirty seconds at a stretch, the pod fails twenty times as much. */
    private static Pod blipping(RandomGenerator random) {
        int[] ends = {0};
        return (scrape, rate) -> {
            if (scrape >= ends[0] && random.nextDouble() < 0.025 / (6 * 0.975)) {
                ends[0] = scrape + 6;
            }
            return Draw.binomial(random, REQUESTS, Math.min(1, scrape < ends[0] ? 20 * rate : rate));
        };
    }

    private static List<Pod> pods(RandomGenerator random, Function<RandomGenerator, Pod> kind) {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < PODS; i++) {
            pods.add(kind.apply(random));
        }
        return pods;
    }

    private static List<Unit> history(RandomGenerator random, Function<RandomGenerator, Pod> kind) {
        return pods(random, kind).stream()
                .map(pod -> new Unit(
                        "pod",
                        IntStream.range(0, Stream.HOUR)
                                .mapToObj(k -> new Sample(REQUESTS, pod.errors(k, RATE)))
                                .toList()))
                .toList();
    }
}
