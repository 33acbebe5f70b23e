package dev.sluice.bench;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.ramp.RiskLadder;
import dev.sluice.core.metric.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Whole releases: how many come through, how soon, and what failed until then. */
record RolloutSuite(Settings settings, Markdown page) {

    private static final double STABLE_RATE = 0.001;
    private static final int LONGEST = 2 * Stream.HOUR;
    private static final double BAKE = 0.95;
    private static final List<Integer> USUAL = List.of(1, 5, 10, 25, 50);

    private record Ending(Kind kind, int scrapes, long failed) {}

    /**
     * A rule and the weights that it goes through.
     *
     * @param last the share after the last of them
     */
    private record Pace(String name, Rule rule, List<Integer> weights, double last) {

        double weight(int step) {
            return step < weights.size() ? weights.get(step) / 100.0 : last;
        }
    }

    void run() {
        table(100, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.5);
        table(10, 0.001, 0.01, 0.05, 0.5);
        table(1000, 0.001, 0.01, 0.5);
    }

    private void table(double perSecond, double... rates) {
        Stream stream = new Stream(perSecond, STABLE_RATE);
        Settings used = perSecond < 100 ? settings.fewer() : settings;
        List<Pace> paces = paces(perSecond);
        page.title(String.format(
                Locale.ROOT,
                "Whole rollouts at %.0f requests a second: promoted/rolled back %%, median minutes, **mean failed"
                        + " candidate requests**%s",
                perSecond,
                used == settings ? "" : " (fewer streams)"));
        List<String> names = new ArrayList<>(List.of("candidate"));
        paces.forEach(pace -> names.add(pace.name()));
        page.head(names);
        for (double rate : rates) {
            row(String.format(Locale.ROOT, "%s %%", 100 * rate), used, paces, stream, weight -> rate);
        }
        row("5 % only above weight 30 %", used, paces, stream, weight -> weight > 0.3 ? 0.05 : STABLE_RATE);
    }

    private static List<Pace> paces(double perSecond) {
        Rule reference = Rule.judge(JudgeParameters.reference());
        Rule inUse = Rule.judge(JudgeParameters.defaults());
        List<Integer> ladder = RiskLadder.weights(perSecond);
        String steps = String.join("-", ladder.stream().map(String::valueOf).toList());
        return List.of(
                new Pace("reference judge, 1-5-10-25-50", reference, USUAL, 1),
                new Pace("judge in use, 1-5-10-25-50", inUse, USUAL, BAKE),
                new Pace("**judge in use, " + steps + "**", inUse, ladder, BAKE),
                new Pace("Flagger 10..50, threshold 5", Rule.flagger(5), List.of(10, 20, 30, 40, 50), 1),
                new Pace("Flagger 1-5-10-25-50, threshold 5", Rule.flagger(5), USUAL, 1));
    }

    private void row(String name, Settings used, List<Pace> paces, Stream stream, DoubleUnaryOperator rateAtWeight) {
        List<Object> cells = new ArrayList<>(List.of(name));
        for (Pace pace : paces) {
            cells.add(cell(used.runs((random, run) -> release(random, pace, stream, rateAtWeight))));
        }
        page.row(cells.toArray());
    }

    private static Ending release(RandomGenerator random, Pace pace, Stream stream, DoubleUnaryOperator rateAtWeight) {
        Rule.Course course = pace.rule().begin();
        int step = 0;
        long failed = 0;
        for (int k = 0; k < LONGEST; k++) {
            double weight = pace.weight(step);
            Cell cell = stream.routed(random, k, weight, rateAtWeight.applyAsDouble(weight));
            failed += cell.candidateErrors();
            Kind kind = course.look(cell, pace.weight(step + 1));
            step += kind == Kind.ADVANCE ? 1 : 0;
            if (kind == Kind.ROLLBACK || step == pace.weights().size()) {
                return new Ending(kind, k + 1, failed);
            }
        }
        return new Ending(Kind.HOLD, LONGEST, failed);
    }

    private static String cell(List<Ending> endings) {
        int[] scrapes = endings.stream().mapToInt(Ending::scrapes).sorted().toArray();
        double mean = endings.stream().mapToLong(Ending::failed).average().orElseThrow();
        return String.format(
                Locale.ROOT,
                "%s/%s, %.2f, **%s**",
                share(endings, Kind.ADVANCE),
                share(endings, Kind.ROLLBACK),
                scrapes[scrapes.length / 2] * Stream.SECONDS / 60.0,
                Markdown.failures(mean));
    }

    private static String share(List<Ending> endings, Kind kind) {
        double share = endings.stream().filter(one -> one.kind() == kind).count() * 100.0 / endings.size();
        return share == 0 || share == 100
                ? String.format(Locale.ROOT, "%.0f", share)
                : String.format(Locale.ROOT, "%.1f", share);
    }
}
