package dev.sluice.bench;

import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.judge.process.JudgeParameters.Guards;
import dev.sluice.core.judge.process.Mixture;
import dev.sluice.core.judge.process.Mixture.Stake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each part of the judge in use gains, by leaving it out: the table of ADR 0007. */
record AblationSuite(Settings settings, Markdown page) {

    private static final Mixture REFERENCE = Mixture.REFERENCE;
    private static final Mixture SHARP = Mixture.SHARP;
    private static final Guards IN_USE = JudgeParameters.defaults().guards();
    private static final Guards TWO_SCRAPES = JudgeParameters.reference().guards();

    private static final double SHARP_START =
            SHARP.against().stream().mapToDouble(Stake::atStart).sum();

    void run() {
        Map<String, JudgeParameters> variants = new LinkedHashMap<>();
        variants.put("reference", judge(REFERENCE, TWO_SCRAPES));
        variants.put("reference, start mass 0.8", judge(starting(REFERENCE, 0.8), TWO_SCRAPES));
        variants.put("reference, no guard of two scrapes", judge(REFERENCE, IN_USE));
        variants.put("reference, boosted", judge(boosted(REFERENCE, true), TWO_SCRAPES));
        variants.put("**in use**", judge(SHARP, IN_USE));
        variants.put("in use, with the guard of two scrapes", judge(SHARP, TWO_SCRAPES));
        variants.put("in use, not boosted", judge(boosted(SHARP, false), IN_USE));
        variants.put("in use, start mass 0.5", judge(starting(SHARP, 0.5), IN_USE));
        variants.put("in use, late onsets spread like the start", judge(starting(SHARP, SHARP_START), IN_USE));
        page.title("Parts left out, 100 requests a second, weight 10 %: mean failed candidate requests");
        page.head(List.of("judge", "0.5 %", "1 %", "2 %", "5 %", "late 1 % (fewer)", "late 2 %", "late 5 %"));
        HarmSuite harm = new HarmSuite(settings, page);
        HarmSuite late = new HarmSuite(settings.fewer(), page);
        variants.forEach((name, judge) -> {
            List<Object> cells = new ArrayList<>(List.of(name));
            for (double rate : new double[] {0.005, 0.01, 0.02, 0.05}) {
                cells.add(Markdown.twoDigits(harm.meanFailures(judge, 0, rate)));
            }
            for (double rate : new double[] {0.01, 0.02, 0.05}) {
                cells.add(Markdown.twoDigits(late.meanFailures(judge, Stream.HOUR / 2, rate)));
            }
            page.row(cells.toArray());
        });
    }

    private static JudgeParameters judge(Mixture mixture, Guards guards) {
        JudgeParameters defaults = JudgeParameters.defaults();
        return new JudgeParameters(
                defaults.rho(),
                defaults.delta(),
                defaults.harmBudget(),
                defaults.alpha(),
                defaults.beta(),
                defaults.phi(),
                defaults.horizon(),
                guards,
                defaults.armsShareTarget(),
                mixture);
    }

    private static Mixture boosted(Mixture mixture, boolean isBoosted) {
        return new Mixture(mixture.against(), mixture.inFavour(), mixture.fitted(), isBoosted, mixture.renewed());
    }

    /** Every bet with the same part of its capital at the start. */
    private static Mixture starting(Mixture mixture, double atStart) {
        List<Stake> stakes = mixture.against().stream()
                .map(stake -> {
                    double capital = stake.atStart() + stake.later();
                    return new Stake(stake.size(), atStart * capital, (1 - atStart) * capital);
                })
                .toList();
        return new Mixture(stakes, mixture.inFavour(), mixture.fitted(), mixture.boosted(), mixture.renewed());
    }
}
