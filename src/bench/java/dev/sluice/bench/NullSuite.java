package dev.sluice.bench;

import dev.sluice.core.judge.process.AdvanceProcess;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.RollbackProcess;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * How often the evidence is ever wrong in an hour of looks, without any guard: beyond 1 / alpha against a harmless
 * candidate, beyond 1 / beta for one at the limit of the step.
 */
record NullSuite(Settings settings, Markdown page) {

    private static final double REQUESTS_PER_SECOND = 100;
    private static final double NEXT_WEIGHT = 0.25;

    void run() {
        page.title("Wrong verdicts over 720 looks");
        page.head(List.of(
                "stream", "rollbacks, reference", "rollbacks, in use", "advances, reference", "advances, in use"));
        for (double weight : new double[] {0.01, 0.1, 0.5}) {
            for (double rate : new double[] {0, 0.001, 0.05, 0.4}) {
                String name = String.format(
                        Locale.ROOT, "at the margin, weight %.0f %%, stable %s %%", 100 * weight, 100 * rate);
                row(name, weight, rate, k -> Double.NaN);
            }
        }
        row("equal, 0.1 %", 0.1, 0.001, k -> 0.001);
        row("equal, 1.1 %", 0.1, 0.011, k -> 0.011);
        row("equal, 5 %", 0.1, 0.05, k -> 0.05);
        row("both 5 % for 6 of 60 minutes", 0.1, Double.NaN, k -> k >= 240 && k < 312 ? 0.05 : 0.001);
    }

    private void row(String name, double weight, double stableRate, IntToDoubleFunction candidate) {
        List<Object> cells = new ArrayList<>(List.of(name));
        boolean isMargin = Double.isNaN(candidate.applyAsDouble(0));
        List<JudgeParameters> judges = List.of(JudgeParameters.reference(), JudgeParameters.defaults());
        for (JudgeParameters judge : judges) {
            cells.add(Markdown.percent(share(settings.runs((random, run) -> {
                double margin = Math.min(1, judge.rho() * stableRate + judge.delta());
                return everLooksWorse(random, weight, stableRate, isMargin ? k -> margin : candidate, judge);
            }))));
        }
        for (JudgeParameters judge : judges) {
            double limit = judge.rho() * stableRate + judge.advanceDelta(NEXT_WEIGHT);
            cells.add(
                    isMargin
                            ? Markdown.percent(share(settings.runs(
                                    (random, run) -> everLooksFit(random, weight, stableRate, limit, judge))))
                            : "");
        }
        page.row(cells.toArray());
    }

    private static boolean everLooksWorse(
            RandomGenerator random,
            double weight,
            double stableRate,
            IntToDoubleFunction candidate,
            JudgeParameters judge) {
        Stream stream = new Stream(REQUESTS_PER_SECOND, stableRate);
        RollbackProcess process = RollbackProcess.start();
        Counts total = Counts.ZERO;
        for (int k = 0; k < Stream.HOUR; k++) {
            double rate = candidate.applyAsDouble(k);
            Cell cell = (Double.isNaN(stableRate) ? stream.at(rate) : stream).exact(random, k, weight, rate);
            process = process.observe(List.of(cell), JudgeParameters.expectedRate(total), judge);
            total = total.plus(cell);
            // Only a failed candidate request can raise this evidence.
            if (cell.candidateErrors() > 0 && process.lnE() >= -Math.log(judge.alpha())) {
                return true;
            }
        }
        return false;
    }

    private static boolean everLooksFit(
            RandomGenerator random, double weight, double stableRate, double limit, JudgeParameters judge) {
        Stream stream = new Stream(REQUESTS_PER_SECOND, stableRate);
        AdvanceProcess process = AdvanceProcess.start();
        double delta = judge.advanceDelta(NEXT_WEIGHT);
        Counts total = Counts.ZERO;
        for (int k = 0; k < Stream.HOUR; k++) {
            Cell cell = stream.exact(random, k, weight, limit);
            process = process.observe(List.of(cell), delta, JudgeParameters.expectedRate(total), judge);
            total = total.plus(cell);
            if (process.lnE() >= -Math.log(judge.beta())) {
                return true;
            }
        }
        return false;
    }

    private static double share(List<Boolean> happened) {
        return happened.stream().filter(one -> one).count() / (double) happened.size();
    }
}
