package dev.sluice.cli.simulate;

import dev.sluice.cli.chart.Chart;
import dev.sluice.cli.chart.Curve;
import dev.sluice.cli.chart.Curve.Pencil;
import dev.sluice.cli.chart.Panel;
import dev.sluice.sim.release.Course.Ending;
import dev.sluice.sim.release.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An experiment as a chart: how soon a good version is out, and what a bad one costs. */
final class Plot {

    /** Told apart also by those who see few colours: Okabe and Ito's palette. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    private Plot() {}

    static Chart of(Experiment experiment) {
        String good = experiment.outcomes().get(0).version();
        List<Outcome> promoted = experiment.outcomes().stream()
                .filter(outcome -> outcome.version().equals(good))
                .toList();
        List<Outcome> bad = experiment.outcomes().stream()
                .filter(outcome -> !outcome.version().equals(good))
                .toList();
        List<Panel> panels = new ArrayList<>();
        panels.add(new Panel(
                "A version as good as stable: promoted within …",
                "minutes",
                false,
                curves(promoted, Outcome::rule, outcome -> outcome.trials().minutes(Ending.PROMOTED))));
        if (!bad.isEmpty()) {
            panels.add(new Panel(
                    "A bad version: releases with at most so many failed requests",
                    "failed requests of the new version",
                    true,
                    curves(
                            bad,
                            outcome -> outcome.version() + ", " + outcome.rule(),
                            outcome -> outcome.trials().failed())));
        }
        return new Chart(panels);
    }

    private static List<Curve> curves(
            List<Outcome> outcomes, Function<Outcome, String> name, Function<Outcome, Distribution> values) {
        List<String> versions =
                outcomes.stream().map(Outcome::version).distinct().toList();
        List<String> rules = outcomes.stream().map(Outcome::rule).distinct().toList();
        // A colour a version, dashed where the rule isn't the policy, as long as that tells all of them apart.
        boolean byVersion = versions.size() > 1 && rules.size() <= 2;
        return outcomes.stream()
                .map(outcome -> {
                    int index = byVersion ? versions.indexOf(outcome.version()) : outcomes.indexOf(outcome);
                    Pencil pencil = new Pencil(
                            COLOURS.get(index % COLOURS.size()), !outcome.rule().equals(Outcome.POLICY));
                    return Curve.cumulative(
                            name.apply(outcome),
                            pencil,
                            values.apply(outcome).values(),
                            outcome.trials().courses().size());
                })
                .toList();
    }
}
