package dev.sluice.core.judge.threshold;

import dev.sluice.core.judge.process.Figures;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How fast the whole service uses up its error budget, by the multiwindow rule: 14.4 times the budget's rate over an hour
 * and five minutes, or 6 times over six hours and half an hour. It blames nobody; while it burns, no more traffic moves.
 *
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook, chapter 5</a>
 */
public final class BurnRate {

    /** The windows to ask for, in this order. */
    public static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofMinutes(30), Duration.ofHours(6));

    private static final double FAST = 14.4;
    private static final double SLOW = 6;

    private BurnRate() {}

    /**
     * What burns, in a sentence with the numbers; empty while nothing does.
     *
     * @param volumes of the whole service over {@link #WINDOWS}
     * @param ceiling the error rate that the objective leaves, above 0
     */
    public static Optional<String> sentence(List<Volume> volumes, double ceiling) {
        if (volumes.size() != WINDOWS.size()) {
            throw new IllegalArgumentException("%d volumes for %d windows".formatted(volumes.size(), WINDOWS.size()));
        }
        if (burns(volumes, 0, FAST, ceiling)) {
            return Optional.of(burning(volumes, 0, ceiling));
        }
        return burns(volumes, 2, SLOW, ceiling) ? Optional.of(burning(volumes, 2, ceiling)) : Optional.empty();
    }

    private static boolean burns(List<Volume> volumes, int first, double factor, double ceiling) {
        return volumes.get(first).ratio() >= factor * ceiling
                && volumes.get(first + 1).ratio() >= factor * ceiling;
    }

    private static String burning(List<Volume> volumes, int first, double ceiling) {
        return String.format(
                Locale.ROOT,
                "The whole service, both versions together, burns its error budget %.1f times too fast: %s failed in the"
                        + " last %s, %s in the last %s, and its objective leaves %s.",
                volumes.get(first).ratio() / ceiling,
                Figures.percent(volumes.get(first).ratio()),
                spoken(WINDOWS.get(first)),
                Figures.percent(volumes.get(first + 1).ratio()),
                spoken(WINDOWS.get(first + 1)),
                Figures.percent(ceiling));
    }

    private static String spoken(Duration window) {
        return window.toHours() > 0 ? window.toHours() + " h" : window.toMinutes() + " min";
    }
}
