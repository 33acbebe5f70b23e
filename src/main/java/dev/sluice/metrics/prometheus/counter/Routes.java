package dev.sluice.metrics.prometheus.counter;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which routes are compared by themselves: a route that one version gets more of is no difference of the versions then.
 * Only busy ones are, as a cell in which one version has no requests tells nothing; all others are compared together.
 * Their number is bounded, so a label with a value for each user does no harm.
 *
 * @param alone the routes that are strata
 */
record Routes(Set<String> alone) {
    static final Routes NONE = new Routes(Set.of());

    private static final int MOST = 50;

    /** So many requests a scrape of all targets: fewer, and many cells would hold one version only. */
    private static final int BUSY = 10;

    private static final int LONGEST_NAME = 80;

    Routes {
        alone = Set.copyOf(alone);
    }

    /** What these counters show. Only the number of requests counts in the choice, not what became of them. */
    static Routes of(List<CounterSeries> series) {
        Map<String, Long> volumes = new HashMap<>();
        int scrapes = 1;
        for (CounterSeries one : series) {
            scrapes = Math.max(scrapes, one.samples().size() - 1);
            if (one.edge() == null && !one.route().isEmpty()) {
                volumes.merge(one.route(), one.volume(), Long::sum);
            }
        }
        long least = (long) BUSY * scrapes;
        return new Routes(volumes.entrySet().stream()
                .filter(entry -> entry.getValue() >= least)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** The stratum of a counter, in few letters: the judge stores the name. */
    String stratum(String name, CounterSeries series) {
        String route = series.route();
        if (!alone.contains(route)) {
            return name;
        }
        return name
                + ' '
                + (route.length() <= LONGEST_NAME
                        ? route
                        : route.substring(0, LONGEST_NAME) + '#' + Integer.toHexString(route.hashCode()));
    }
}
