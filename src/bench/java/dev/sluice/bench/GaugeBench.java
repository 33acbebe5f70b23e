package dev.sluice.bench;

import dev.sluice.bench.GaugeStreams.Kind;
import dev.sluice.core.judge.gauge.GaugeProcess;
import dev.sluice.core.judge.gauge.GaugeRule;
import dev.sluice.core.judge.gauge.GaugeRule.Direction;
import dev.sluice.core.judge.gauge.Steadiness;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Measures how a gauge of the candidate is best compared with stable's: the tables of docs/adr/0008.
 *
 * <p>Arguments: runs (1000), seed (20240607).
 */
public final class GaugeBench {

    private static final GaugeRule RULE = GaugeRule.of(Direction.HIGHER_IS_WORSE, 0.1);
    private static final Instant START = Instant.parse("2024-06-07T10:00:00Z");
    private static final double LN_ALARM = Math.log(100);
    private static final double LN_FIT = Math.log(20);
    private static final List<Kind> SLOW_AND_FAST = List.of(
            Kind.IID_5, Kind.IID_15, Kind.AR_5_09, Kind.AR_5_099, Kind.WALK_1, Kind.WAVE, Kind.JUMPS, Kind.EXPONENTIAL);

    private final PrintStream out;
    private final int runs;
    private final long seed;

    private GaugeBench(PrintStream out, int runs, long seed) {
        this.out = out;
        this.runs = runs;
        this.seed = seed;
    }

    public static void main(String[] arguments) {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20240607;
        GaugeBench bench = new GaugeBench(System.out, runs, seed);
        bench.out.printf(
                "Seed %d, %d runs a cell, %d looks of %d s, tolerance 10 %%.%n%n",
                seed, runs, GaugeStreams.LOOKS, GaugeStreams.SECONDS);
        bench.falseAlarms();
        bench.detection();
        bench.fitness();
    }

    private void falseAlarms() {
        header("both alike: alarms in %", "beyond it mostly");
        for (Kind kind : Kind.values()) {
            out.printf("| %s | %s |", kind.label, percent(count(kind, k -> 1, GaugeBench::isMostlyBeyond)));
            out.printf(" **%s** |", percent(count(kind, k -> 1, streams -> alarm(streams) >= 0)));
            for (GaugeRivals rival : GaugeRivals.values()) {
                out.printf(" %s |", percent(count(kind, k -> 1, streams -> rival.alarm(streams) >= 0)));
            }
            out.println();
        }
    }

    private void detection() {
        header("candidate worse: median seconds to the alarm (found, if not all)", "candidate");
        for (Kind kind : SLOW_AND_FAST) {
            detection(kind, "+20 %", k -> 1.2);
            detection(kind, "+50 %", k -> 1.5);
            detection(kind, "x2", k -> 2);
            detection(kind, "leak of 1 % in 10 s", k -> 1 + 0.01 * k);
            detection(kind, "x2 after an hour", k -> k < 360 ? 1 : 2);
        }
    }

    private void detection(Kind kind, String label, IntToDoubleFunction effect) {
        int onset = label.endsWith("hour") ? 360 : 0;
        out.printf("| %s | %s | **%s** |", kind.label, label, median(kind, effect, GaugeBench::alarm, onset));
        for (GaugeRivals rival : GaugeRivals.values()) {
            out.printf(" %s |", median(kind, effect, rival::alarm, onset));
        }
        out.println();
    }

    private void fitness() {
        out.println();
        out.println("| evidence for the candidate comes to 20:1 | alike, after s | +20 % | +50 % | x2 |");
        out.println("|---|---|---|---|---|");
        for (Kind kind : Kind.values()) {
            out.printf("| %s | %s |", kind.label, median(kind, k -> 1, GaugeBench::fit, 0));
            for (double factor : new double[] {1.2, 1.5, 2}) {
                out.printf(" %s |", percent(count(kind, k -> factor, streams -> fit(streams) >= 0)));
            }
            out.println();
        }
    }

    private void header(String what, String second) {
        StringBuilder line = new StringBuilder("| " + what + " | " + second + " | **taken** |");
        StringBuilder rule = new StringBuilder("|---|---|---|");
        for (GaugeRivals rival : GaugeRivals.values()) {
            line.append(' ').append(rival.label).append(" |");
            rule.append("---|");
        }
        out.println();
        out.println(line);
        out.println(rule);
    }

    private static int alarm(GaugeStreams streams) {
        GaugeProcess process = start(streams);
        for (int k = 0; k < GaugeStreams.LOOKS; k++) {
            process = look(process, streams, k);
            if (process.lnAgainst(RULE) >= LN_ALARM) {
                return k + 1;
            }
        }
        return -1;
    }

    private static int fit(GaugeStreams streams) {
        GaugeProcess process = start(streams);
        for (int k = 0; k < GaugeStreams.LOOKS; k++) {
            process = look(process, streams, k);
            if (process.lnFor() >= LN_FIT) {
                return k + 1;
            }
        }
        return -1;
    }

    private static GaugeProcess start(GaugeStreams streams) {
        return GaugeProcess.start(Steadiness.of(
                Arrays.stream(streams.history()).boxed().toList(), Duration.ofSeconds(GaugeStreams.SECONDS)));
    }

    private static GaugeProcess look(GaugeProcess process, GaugeStreams streams, int k) {
        Instant at = START.plusSeconds((long) GaugeStreams.SECONDS * k);
        return process.observe(RULE, at, streams.candidate()[k], streams.stable()[k]);
    }

    private static boolean isMostlyBeyond(GaugeStreams streams) {
        int beyond = 0;
        for (int k = 0; k < GaugeStreams.LOOKS; k++) {
            beyond += streams.candidate()[k] > 1.1 * streams.stable()[k] ? 1 : 0;
        }
        return 2 * beyond > GaugeStreams.LOOKS;
    }

    private double count(Kind kind, IntToDoubleFunction effect, Predicate<GaugeStreams> happens) {
        int count = 0;
        for (int run = 0; run < runs; run++) {
            count += happens.test(GaugeStreams.of(kind, seed, run, effect)) ? 1 : 0;
        }
        return 100.0 * count / runs;
    }

    private String median(Kind kind, IntToDoubleFunction effect, ToIntFunction<GaugeStreams> alarm, int onset) {
        int tried = Math.min(runs, 300);
        List<Integer> looks = new ArrayList<>();
        int found = 0;
        for (int run = 0; run < tried; run++) {
            int at = alarm.applyAsInt(GaugeStreams.of(kind, seed + 1, run, effect));
            found += at >= 0 ? 1 : 0;
            looks.add(at < 0 ? Integer.MAX_VALUE : at);
        }
        Collections.sort(looks);
        int middle = looks.get(tried / 2);
        String time = middle == Integer.MAX_VALUE ? "-" : String.valueOf((middle - onset) * GaugeStreams.SECONDS);
        return found == tried ? time : "%s (%d %%)".formatted(time, Math.round(100.0 * found / tried));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
