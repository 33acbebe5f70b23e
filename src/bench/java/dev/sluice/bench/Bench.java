package dev.sluice.bench;

import java.util.List;
import java.util.Locale;

/** Runs the simulations and prints their tables. */
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        List<String> words = List.of(String.join(" ", arguments).trim().split("\\s+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
        Settings settings = Settings.read(words);
        Markdown page = new Markdown(System.out);
        System.out.printf(
                Locale.ROOT,
                "Seed %d, %d streams a row (%d where marked), alpha 0.01, beta 0.05, scrapes of 5 s.%n",
                settings.seed(),
                settings.streams(),
                settings.fewer().streams());
        long began = System.nanoTime();
        for (String suite : Settings.SUITES) {
            if (settings.suites().contains(suite)) {
                run(suite, settings, page);
            }
        }
        System.out.printf(Locale.ROOT, "%nTook %.0f s.%n", (System.nanoTime() - began) / 1e9);
    }

    private static void run(String suite, Settings settings, Markdown page) {
        switch (suite) {
            case "null" -> new NullSuite(settings, page).run();
            case "harm" -> new HarmSuite(settings, page).fromTheStart();
            case "late" -> new HarmSuite(settings, page).afterHalfAnHour();
            case "rollout" -> new RolloutSuite(settings, page).run();
            case "dispersion" -> new DispersionSuite(settings.fewer(), page).run();
            case "ablation" -> new AblationSuite(settings, page).run();
            default -> new LatencySuite(settings.fewer(), page).run();
        }
    }
}
