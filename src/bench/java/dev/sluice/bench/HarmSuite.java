package dev.sluice.bench;

import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.random.RandomGenerator;

/** Failed candidate requests until the rollback, with the weight fixed at a tenth and a stable version that fails 0.1 %. */
record HarmSuite(Settings settings, Markdown page) {

    private static final double WEIGHT = 0.1;
    private static final double STABLE_RATE = 0.001;
    private static final double ALPHA = 0.01;
    private static final double LIMIT = 1.25 * STABLE_RATE + 0.001;

    /** What one release came to. */
    private record Ending(boolean isRolledBack, int scrapes, long failed) {}

    void fromTheStart() {
        Map<String, DoubleFunction<Rule>> rules = new LinkedHashMap<>();
        rules.put("oracle, told both rates", rate -> Rule.oracle(rate, LIMIT, ALPHA));
        rules.put("reference judge", rate -> Rule.judge(JudgeParameters.reference()));
        rules.put("**judge in use**", rate -> Rule.judge(JudgeParameters.defaults()));
        rules.put("Flagger, threshold 5", rate -> Rule.flagger(5));
        rules.put("Flagger, threshold 10", rate -> Rule.flagger(10));
        rules.put("Argo, failureLimit 3", rate -> Rule.argo(3));
        rules.put("Argo, failureLimit 0", rate -> Rule.argo(0));
        table("Fault from the start, 100 requests a second", rules, 100, 0, 0.005, 0.01, 0.02, 0.05, 0.5);
        rules.remove("Flagger, threshold 10");
        for (double perSecond : new double[] {10, 1000}) {
            String title = String.format(Locale.ROOT, "Fault from the start, %.0f requests a second", perSecond);
            table(title, rules, perSecond, 0, 0.01, 0.02, 0.05, 0.5);
        }
    }

    void afterHalfAnHour() {
        Map<String, DoubleFunction<Rule>> rules = new LinkedHashMap<>();
        rules.put("reference judge", rate -> Rule.judge(JudgeParameters.reference()));
        rules.put("**judge in use**", rate -> Rule.judge(JudgeParameters.defaults()));
        rules.put("Flagger, threshold 5", rate -> Rule.flagger(5));
        rules.put("Argo, failureLimit 3", rate -> Rule.argo(3));
        HarmSuite few = new HarmSuite(settings.fewer(), page);
        for (double perSecond : new double[] {100, 10, 1000}) {
            String title = String.format(
                    Locale.ROOT, "Fault after 30 good minutes, %.0f requests a second (fewer streams)", perSecond);
            few.table(title, rules, perSecond, Stream.HOUR / 2, 0.01, 0.02, 0.05, 0.5);
        }
    }

    /** Mean failed candidate requests at 100 requests a second after a fault that sets in at scrape {@code onset}. */
    double meanFailures(JudgeParameters judge, int onset, double rate) {
        Stream stream = new Stream(100, STABLE_RATE);
        Rule rule = Rule.judge(judge);
        return settings.runs((random, run) -> release(random, stream, rule, onset, rate)).stream()
                .mapToLong(Ending::failed)
                .average()
                .orElseThrow();
    }

    private void table(
            String title, Map<String, DoubleFunction<Rule>> rules, double perSecond, int onset, double... rates) {
        page.title(title + ": mean failed candidate requests (median seconds; share rolled back)");
        List<String> names = new ArrayList<>(List.of("rule"));
        for (double rate : rates) {
            names.add(String.format(Locale.ROOT, "%s %%", 100 * rate));
        }
        page.head(names);
        Stream stream = new Stream(perSecond, STABLE_RATE);
        rules.forEach((name, rule) -> {
            List<Object> cells = new ArrayList<>(List.of(name));
            for (double rate : rates) {
                cells.add(cell(settings.runs((random, run) -> release(random, stream, rule.apply(rate), onset, rate))));
            }
            page.row(cells.toArray());
        });
    }

    private static Ending release(RandomGenerator random, Stream stream, Rule rule, int onset, double rate) {
        Rule.Course course = rule.begin();
        for (int k = 0; k < onset; k++) {
            // What fires on a good candidate is no finding; it goes on.
            course.look(stream.routed(random, k, WEIGHT, STABLE_RATE), 1);
        }
        long failed = 0;
        for (int k = onset; k < onset + Stream.HOUR; k++) {
            Cell cell = stream.routed(random, k, WEIGHT, rate);
            failed += cell.candidateErrors();
            if (course.look(cell, 1) == Kind.ROLLBACK) {
                return new Ending(true, k + 1 - onset, failed);
            }
        }
        return new Ending(false, Stream.HOUR, failed);
    }

    private static String cell(List<Ending> endings) {
        double mean = endings.stream().mapToLong(Ending::failed).average().orElseThrow();
        int[] scrapes = endings.stream().mapToInt(Ending::scrapes).sorted().toArray();
        double rolledBack = endings.stream().filter(Ending::isRolledBack).count() / (double) endings.size();
        String share = rolledBack == 1 ? "" : String.format(Locale.ROOT, "; %.1f %%", 100 * rolledBack);
        return "%s (%d%s)".formatted(Markdown.failures(mean), Stream.SECONDS * scrapes[scrapes.length / 2], share);
    }
}
