package dev.sluice.cli.simulate;

import dev.sluice.api.text.DurationText;
import dev.sluice.cli.view.Table;
import dev.sluice.sim.release.Course.Ending;
import dev.sluice.sim.release.Distribution;
import dev.sluice.sim.release.Setting;
import dev.sluice.sim.release.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An experiment for people. */
final class TableReport {

    private static final List<String> LEGEND = List.of(
            "Minutes: median, 95th percentile. Failed: requests that failed on the new version until the end, mean and 95th",
            "percentile. Extra: those beyond what the serving version would have failed, mean; what a bad version does after it",
            "was promoted is not counted. Pod minutes: beyond the Deployment's size, mean.");

    private TableReport() {}

    static List<String> lines(Experiment experiment) {
        List<String> lines = new ArrayList<>();
        lines.add(experiment.policy());
        lines.add(service(experiment));
        lines.add("");
        lines.addAll(table(experiment.outcomes()));
        lines.add("");
        lines.addAll(LEGEND);
        experiment.outcomes().stream()
                .filter(outcome -> outcome.trials().count(Ending.UNDER_WAY) > 0)
                .forEach(outcome -> lines.add("Still under way after %s: %s of the releases of '%s' (%s)."
                        .formatted(
                                DurationText.print(experiment.limit()),
                                percent(outcome.trials().share(Ending.UNDER_WAY)),
                                outcome.version(),
                                outcome.rule())));
        if (experiment.leavesOut()) {
            lines.add("Only failed requests are simulated: latency and metrics of your own are taken to be fine.");
        }
        return lines;
    }

    private static String service(Experiment experiment) {
        Setting setting = experiment.setting();
        return "service: %s requests/s, %s fail, %d pods ready after %s, scraped every %s; %d releases each, seed %d"
                .formatted(
                        number("%.2f", setting.requestsPerSecond()),
                        number("%.4f", setting.errorRate() * 100) + " %",
                        setting.replicas(),
                        DurationText.print(setting.readyAfter()),
                        DurationText.print(setting.scrape()),
                        experiment.releases(),
                        experiment.seed());
    }

    private static List<String> table(List<Outcome> outcomes) {
        Table table = new Table(
                "NEW VERSION",
                "RULE",
                "PROMOTED",
                "ROLLED BACK",
                "PAUSED",
                "MINUTES TO PROMOTE",
                "TO ROLL BACK",
                "FAILED",
                "EXTRA",
                "POD MINUTES");
        for (Outcome outcome : outcomes) {
            Trials trials = outcome.trials();
            table.add(List.of(
                    outcome.version(),
                    outcome.rule(),
                    percent(trials.share(Ending.PROMOTED)),
                    percent(trials.share(Ending.ROLLED_BACK)),
                    percent(trials.share(Ending.PAUSED)),
                    minutes(trials.minutes(Ending.PROMOTED)),
                    minutes(trials.minutes(Ending.ROLLED_BACK)),
                    count(trials.failed().mean()) + ", " + count(trials.failed().percentile(95)),
                    count(trials.extraFailed().mean()),
                    count(trials.podMinutes().mean())));
        }
        return table.lines();
    }

    private static String minutes(Distribution minutes) {
        return minutes.isEmpty()
                ? ""
                : "%s, %s".formatted(number("%.1f", minutes.median()), number("%.1f", minutes.percentile(95)));
    }

    private static String percent(double share) {
        return number("%.1f", share * 100) + " %";
    }

    private static String count(double value) {
        double shown = Math.abs(value) < 0.05 ? 0 : value;
        return number(Math.abs(shown) < 10 ? "%.1f" : "%.0f", shown);
    }

    /** Without zeros behind. */
    private static String number(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
