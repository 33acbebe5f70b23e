package dev.sluice.core.judge.threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened to the pods of both versions, told from one look to the next. What a pod went through before it was first
 * seen doesn't count, nor does its end: pods come and go for many reasons.
 *
 * @param candidates the candidate's pods at the last look
 * @param stables stable's pods at the last look
 * @param events what happened lately, in order of time
 * @param lastAt time of the last look
 */
public record PodState(List<PodSight> candidates, List<PodSight> stables, List<Event> events, Instant lastAt) {

    private static final int MOST_EVENTS = 200;
    private static final int MOST_RESTARTS_A_LOOK = 5;

    /** What happens to pods. */
    public enum Kind {
        CRASH,
        OUT_OF_MEMORY,
        /** It was ready and ceased to be. */
        UNREADY
    }

    /** Something that happened to one pod. */
    public record Event(Kind kind, boolean isOfCandidate, String pod, Instant at) {

        boolean isRestart() {
            return kind != Kind.UNREADY;
        }

        boolean isWithin(Duration window, Instant now) {
            return Duration.between(at, now).compareTo(window) <= 0;
        }
    }

    /** What the pods say of the candidate. */
    public enum Signal {
        CALM,
        /** Hold the release. */
        SUSPECT,
        /** The candidate is to be rolled back. */
        FAILING
    }

    public PodState {
        candidates = List.copyOf(candidates);
        stables = List.copyOf(stables);
        events = List.copyOf(events);
    }

    public static PodState start() {
        return new PodState(List.of(), List.of(), List.of(), Instant.EPOCH);
    }

    /** Takes in a look. One that is not later than the last says nothing. */
    public PodState observe(Instant at, List<PodSight> candidatesNow, List<PodSight> stablesNow, PodRule rule) {
        if (!at.isAfter(lastAt)) {
            return this;
        }
        List<Event> all = new ArrayList<>(events);
        all.addAll(happened(candidates, candidatesNow, true, at));
        all.addAll(happened(stables, stablesNow, false, at));
        List<Event> recent = all.stream()
                .filter(event -> event.isWithin(rule.longestWindow(), at))
                .toList();
        return new PodState(
                candidatesNow, stablesNow, recent.subList(Math.max(0, recent.size() - MOST_EVENTS), recent.size()), at);
    }

    /** What the pods say as of the last look. */
    public Signal signal(PodRule rule) {
        List<Event> restarts = restarts(true, rule);
        boolean isRestarting = isWorse(restarts, restarts(false, rule), rule);
        List<Event> flaps = flaps(true, rule);
        long most = flaps.isEmpty() ? 0 : mostOfOnePod(flaps);
        boolean isFlapping = isWorse(flaps, flaps(false, rule), rule);
        boolean fails = (isRestarting && restarts.size() >= rule.restarts() && areRepeated(restarts, rule))
                || (isFlapping && most >= rule.flaps());
        if (fails) {
            return Signal.FAILING;
        }
        boolean isSuspect = isRestarting || (isFlapping && most >= Math.max(1, rule.flaps() - 1));
        return isSuspect ? Signal.SUSPECT : Signal.CALM;
    }

    /** What happened, in a sentence with the numbers. */
    public String sentence(PodRule rule) {
        List<Event> restarts = restarts(true, rule);
        List<Event> flaps = flaps(true, rule);
        if (restarts.isEmpty() && flaps.isEmpty()) {
            return "No candidate pod restarted in the last %s or ceased to be ready in the last %s."
                    .formatted(minutes(rule.restartWindow()), minutes(rule.flapWindow()));
        }
        return Stream.of(
                        restarts.isEmpty() ? "" : restartText(restarts, rule),
                        flaps.isEmpty() ? "" : flapText(flaps, rule))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String restartText(List<Event> restarts, PodRule rule) {
        long killed = restarts.stream()
                .filter(event -> event.kind() == Kind.OUT_OF_MEMORY)
                .count();
        return "%s restarted %s in the last %s, %d of them killed for memory, the last was %s; %s %s. Rollback at %d."
                .formatted(
                        counted(candidates.size(), "candidate pod"),
                        counted(restarts.size(), "time"),
                        minutes(rule.restartWindow()),
                        killed,
                        restarts.get(restarts.size() - 1).pod(),
                        counted(stables.size(), "stable pod"),
                        counted(restarts(false, rule).size(), "time"),
                        rule.restarts());
    }

    private String flapText(List<Event> flaps, PodRule rule) {
        return "%s ceased to be ready %s in the last %s, up to %s one pod; %s %s. Rollback at %d of one pod."
                .formatted(
                        counted(candidates.size(), "candidate pod"),
                        counted(flaps.size(), "time"),
                        minutes(rule.flapWindow()),
                        counted(mostOfOnePod(flaps), "time"),
                        counted(stables.size(), "stable pod"),
                        counted(flaps(false, rule).size(), "time"),
                        rule.flaps());
    }

    private static List<Event> happened(List<PodSight> before, List<PodSight> now, boolean ofCandidate, Instant at) {
        Map<String, PodSight> known =
                before.stream().collect(Collectors.toMap(PodSight::pod, pod -> pod, (first, second) -> second));
        List<Event> events = new ArrayList<>();
        for (PodSight pod : now) {
            PodSight earlier = known.get(pod.pod());
            if (earlier != null) {
                Kind kind = pod.oomKills() > 0 ? Kind.OUT_OF_MEMORY : Kind.CRASH;
                Event restart = new Event(kind, ofCandidate, pod.pod(), at);
                events.addAll(Collections.nCopies(restartsBetween(earlier, pod), restart));
                if (ceasedToBeReady(earlier, pod)) {
                    events.add(new Event(Kind.UNREADY, ofCandidate, pod.pod(), at));
                }
            }
        }
        return events;
    }

    /** One look may miss several, but not so many that they would have to be counted. Fewer than before: another pod. */
    private static int restartsBetween(PodSight earlier, PodSight now) {
        if (now.restarts() <= earlier.restarts()) {
            return 0;
        }
        long more = now.restarts() - earlier.restarts();
        return more > 0 ? (int) Math.min(more, MOST_RESTARTS_A_LOOK) : MOST_RESTARTS_A_LOOK;
    }

    /** Also where it was ready again between two looks. */
    private static boolean ceasedToBeReady(PodSight earlier, PodSight now) {
        Instant before = earlier.readySince();
        Instant since = now.readySince();
        boolean isReadyAgain = before != null && since != null && since.isAfter(before);
        return earlier.isReady() && (!now.isReady() || isReadyAgain);
    }

    private List<Event> restarts(boolean ofCandidate, PodRule rule) {
        return recent(ofCandidate, Event::isRestart, rule.restartWindow());
    }

    private List<Event> flaps(boolean ofCandidate, PodRule rule) {
        return recent(ofCandidate, event -> !event.isRestart(), rule.flapWindow());
    }

    private List<Event> recent(boolean ofCandidate, Predicate<Event> kind, Duration window) {
        return events.stream()
                .filter(event -> event.isOfCandidate() == ofCandidate)
                .filter(kind)
                .filter(event -> event.isWithin(window, lastAt))
                .toList();
    }

    /** Whether the candidate's pods show more, and so much more each than stable's. */
    private boolean isWorse(List<Event> ofCandidate, List<Event> ofStable, PodRule rule) {
        double candidatePods = Math.max(1, candidates.size());
        double stablePods = Math.max(1, stables.size());
        return !ofCandidate.isEmpty()
                && ofCandidate.size() / candidatePods > rule.factor() * ofStable.size() / stablePods;
    }

    /** Whether they are several events: of one pod, or apart in time. */
    private static boolean areRepeated(List<Event> restarts, PodRule rule) {
        Instant first = restarts.get(0).at();
        Instant last = restarts.get(restarts.size() - 1).at();
        return mostOfOnePod(restarts) >= rule.restarts()
                || Duration.between(first, last).compareTo(PodRule.APART) >= 0;
    }

    private static long mostOfOnePod(List<Event> some) {
        return some.stream().collect(Collectors.groupingBy(Event::pod, Collectors.counting())).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static String counted(long count, String thing) {
        return count == 1 ? "1 " + thing : "%d %ss".formatted(count, thing);
    }

    private static String minutes(Duration duration) {
        return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
