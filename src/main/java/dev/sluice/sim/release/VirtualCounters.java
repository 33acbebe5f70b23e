package dev.sluice.sim.release;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.metric.window.Volume;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Requests that come, and what a scrape of one proxy counts of them. They are drawn only where something changes: the sum
 * over a time of constant rates is a Poisson count itself, and so are those of its parts that fail.
 */
final class VirtualCounters {

    private static final String PROXY = "proxy";

    /** From a scrape until its samples can be asked for. */
    private static final long INGEST = 100;

    private final Setting setting;
    private final Version version;
    private final RandomGenerator random;
    private final List<Cell> unread = new ArrayList<>();
    private final List<Cell> all = new ArrayList<>();

    private long drawnUpTo;
    private long candidateRequests;
    private long candidateErrors;
    private long stableRequests;
    private long stableErrors;
    private long versionRequests;
    private long versionErrors;
    private int scrapes;

    VirtualCounters(Setting setting, Version version, RandomGenerator random) {
        this.setting = setting;
        this.version = version;
        this.random = random;
    }

    /**
     * Counts what came since the last call.
     *
     * @param weight the candidate's share in percent, in all that time
     * @param judgedShareOfStable the share of the Deployment's requests that the new version answered, in all that time
     */
    void draw(long now, int weight, double judgedShareOfStable) {
        double requests = setting.requestsPerSecond() * (now - drawnUpTo) / 1000.0;
        double toCandidate = requests * weight / 100;
        double toStable = requests - toCandidate;
        double toNew = toStable * judgedShareOfStable;
        double ofVersion = requests == 0 ? 0 : 100 * (toCandidate + toNew) / requests;
        double bad = version.errorRate(drawnUpTo, ofVersion, setting.errorRate());
        candidate(toCandidate, bad);
        stable(toNew, bad, true);
        stable(toStable - toNew, setting.errorRate(), false);
        drawnUpTo = now;
    }

    private void candidate(double mean, double errorRate) {
        long errors = Poisson.draw(random, mean * errorRate);
        long requests = errors + Poisson.draw(random, mean * (1 - errorRate));
        candidateErrors += errors;
        candidateRequests += requests;
        versionErrors += errors;
        versionRequests += requests;
    }

    private void stable(double mean, double errorRate, boolean isNew) {
        long errors = Poisson.draw(random, mean * errorRate);
        long requests = errors + Poisson.draw(random, mean * (1 - errorRate));
        stableErrors += errors;
        stableRequests += requests;
        versionErrors += isNew ? errors : 0;
        versionRequests += isNew ? requests : 0;
    }

    /** Closes the cell that ends now. */
    void scrape(Instant end) {
        Cell cell = new Cell(end, PROXY, candidateRequests, candidateErrors, stableRequests, stableErrors);
        unread.add(cell);
        all.add(cell);
        candidateRequests = 0;
        candidateErrors = 0;
        stableRequests = 0;
        stableErrors = 0;
        scrapes++;
    }

    /** What requests of Sluice's own to each version are answered now. They are nobody's traffic. */
    Cell own(int requests, int weight, Instant now) {
        double bad = version.errorRate(drawnUpTo, weight, setting.errorRate());
        return Cell.own(now, requests, failures(requests, bad), requests, failures(requests, setting.errorRate()));
    }

    private long failures(int requests, double errorRate) {
        return IntStream.range(0, requests)
                .filter(request -> random.nextDouble() < errorRate)
                .count();
    }

    /** What can be asked for now and wasn't read yet; what is handed out is forgotten. */
    Increments since(MetricCursor cursor, Instant now) {
        Instant read = cursor.of(PROXY);
        Instant from = read == null ? cursor.since() : read;
        Instant visible = now.minusMillis(INGEST);
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : unread) {
            if (cell.end().isAfter(from) && !cell.end().isAfter(visible)) {
                cells.add(cell);
            }
        }
        if (cells.isEmpty()) {
            return new Increments(List.of(), cursor, read, interval());
        }
        Instant newest = cells.get(cells.size() - 1).end();
        unread.removeIf(cell -> !cell.end().isAfter(newest));
        return new Increments(cells, new MetricCursor(cursor.since(), Map.of(PROXY, newest)), newest, interval());
    }

    private @org.jspecify.annotations.Nullable Duration interval() {
        return scrapes < 2 ? null : setting.scrape();
    }

    /** The stable version's past, a cell a scrape. */
    Increments history(Duration window, Instant now) {
        double mean = setting.requestsPerSecond() * setting.scrape().toMillis() / 1000.0;
        long count = window.toMillis() / setting.scrape().toMillis();
        List<Cell> cells = new ArrayList<>((int) count);
        for (long i = count; i > 0; i--) {
            long errors = Poisson.draw(random, mean * setting.errorRate());
            long requests = errors + Poisson.draw(random, mean * (1 - setting.errorRate()));
            cells.add(new Cell(now.minus(setting.scrape().multipliedBy(i)), PROXY, 0, 0, requests, errors));
        }
        return new Increments(cells, MetricCursor.startingAt(now), now, setting.scrape());
    }

    /**
     * Requests of both arms over each window up to now.
     *
     * @param begin when this service's life begins; before it there were as many requests and errors as can be expected
     */
    List<Volume> service(List<Duration> windows, Instant begin, Instant now) {
        return windows.stream().map(window -> service(now.minus(window), begin)).toList();
    }

    private Volume service(Instant from, Instant begin) {
        double before = from.isBefore(begin)
                ? setting.requestsPerSecond() * Duration.between(from, begin).toMillis() / 1000
                : 0;
        double requests = before;
        double failed = before * setting.errorRate();
        for (Cell cell : all) {
            if (cell.end().isAfter(from)) {
                requests += cell.candidateRequests() + cell.stableRequests();
                failed += cell.candidateErrors() + cell.stableErrors();
            }
        }
        return new Volume(requests, failed);
    }

    /** Requests that the new version answered, wherever it ran. */
    long versionRequests() {
        return versionRequests;
    }

    /** How many of them failed. */
    long versionErrors() {
        return versionErrors;
    }
}
