package dev.sluice.traffic.istio;

import dev.sluice.core.traffic.Weights;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One HTTP route of a VirtualService, as far as it concerns one service. Istio weighs destinations relative to each
 * other, takes an absent weight for 0, and ignores the weight of an only destination, which gets everything.
 *
 * @param label how messages and the note call it: its name where it has one of its own, else {@code http[3]}
 * @param http the route as it stands in the VirtualService
 */
record ServiceRoute(String label, Map<String, Object> http, ServiceHosts hosts) {

    private static final int ONLY_DESTINATION = 100;

    List<Object> destinations() {
        return isElsewhere() ? List.of() : Tree.list(http.get("route"));
    }

    /** Whether any of its destinations is the service or its candidate. */
    boolean concerns() {
        return stableCount() > 0 || hasCandidate();
    }

    long stableCount() {
        return destinations().stream().filter(hosts::isStable).count();
    }

    boolean hasCandidate() {
        return destinations().stream().anyMatch(hosts::isCandidate);
    }

    boolean hasSubset() {
        return destinations().stream()
                .filter(hosts::isStable)
                .anyMatch(destination ->
                        Tree.map(Tree.map(destination).get("destination")).containsKey("subset"));
    }

    boolean hasUnreadableWeight() {
        return destinations().stream()
                .map(destination -> Tree.map(destination).get("weight"))
                .anyMatch(weight -> weight != null && !(weight instanceof Integer number && number >= 0));
    }

    /** The weight that stable and candidate share. */
    int ownShare() {
        return weightOf(destination -> hosts.isStable(destination) || hosts.isCandidate(destination));
    }

    /** The candidate's part of the own share in percent, rounded up. */
    int candidatePercent() {
        int own = ownShare();
        return own == 0 ? 0 : (int) ((100L * candidateWeight() + own - 1) / own);
    }

    boolean renders(Weights weights) {
        return candidateWeight() == candidateShare(ownShare(), weights);
    }

    /** Whether the share is so small that no whole number lies between nothing and all of it. */
    boolean isTooSmallToSplit() {
        return ownShare() == 1 && !isOnlyOurs();
    }

    /**
     * The candidate's part of a share: rounded, but of a share that is to be split both sides get at least 1.
     *
     * @param own the weight that stable and candidate share
     */
    static int candidateShare(int own, Weights weights) {
        if (weights.isStableOnly() || own == 0) {
            return 0;
        }
        if (weights.equals(Weights.CANDIDATE)) {
            return own;
        }
        long rounded = ((long) own * weights.candidate() + 50) / 100;
        return (int) Math.max(1, Math.min(own - 1L, rounded));
    }

    /** The same route with the candidate's weight given back to the service, and no trace of the candidate. */
    ServiceRoute cleared(ReleaseNote note) {
        if (!hasCandidate()) {
            return this;
        }
        List<Object> destinations = destinations();
        int owner = ownerIndex(destinations);
        int owed = weightOf(hosts::isCandidate) + (hosts.isStable(destinations.get(owner)) ? weightAt(owner) : 0);
        Map<String, Object> stable = hosts.isStable(destinations.get(owner))
                ? Tree.map(destinations.get(owner))
                : hosts.toStable(destinations.get(owner));
        stable.put("weight", owed);
        destinations.set(owner, stable);
        destinations.removeIf(hosts::isCandidate);
        if (destinations.size() == 1 && owed == ONLY_DESTINATION) {
            note.restore(label, stable);
        }
        return withDestinations(destinations);
    }

    /** A route without candidate, split; a route that gives the service no weight has nothing to split. */
    ServiceRoute split(Weights weights) {
        int own = ownShare();
        if (own == 0 || weights.isStableOnly()) {
            return this;
        }
        List<Object> destinations = destinations();
        int at = firstIndex(destinations, hosts::isStable).orElseThrow();
        int share = candidateShare(own, weights);
        Map<String, Object> candidate = hosts.toCandidate(destinations.get(at));
        candidate.put("weight", share);
        Map<String, Object> stable = Tree.map(destinations.get(at));
        stable.put("weight", own - share);
        destinations.set(at, stable);
        destinations.add(at + 1, candidate);
        return withDestinations(destinations);
    }

    /** Whether all destinations are the service or its candidate, so that only the ratio of their weights counts. */
    boolean isOnlyOurs() {
        return destinations().stream().allMatch(each -> hosts.isStable(each) || hosts.isCandidate(each));
    }

    private boolean isElsewhere() {
        return http.containsKey("redirect") || http.containsKey("directResponse") || http.containsKey("delegate");
    }

    private int candidateWeight() {
        return weightOf(hosts::isCandidate);
    }

    private int weightOf(Predicate<Object> which) {
        List<Object> destinations = destinations();
        return IntStream.range(0, destinations.size())
                .filter(at -> which.test(destinations.get(at)))
                .map(this::weightAt)
                .sum();
    }

    private int weightAt(int index) {
        List<Object> destinations = destinations();
        if (destinations.size() == 1) {
            return ONLY_DESTINATION;
        }
        return Tree.map(destinations.get(index)).get("weight") instanceof Integer weight ? weight : 0;
    }

    /** The destination that the candidate's weight was taken from: the one before it, wherever people moved it. */
    private int ownerIndex(List<Object> destinations) {
        int candidate = firstIndex(destinations, hosts::isCandidate).orElseThrow();
        return IntStream.iterate(candidate - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> hosts.isStable(destinations.get(at)))
                .boxed()
                .findFirst()
                .or(() -> firstIndex(destinations, hosts::isStable))
                .orElse(candidate);
    }

    private static Optional<Integer> firstIndex(List<Object> destinations, Predicate<Object> which) {
        return IntStream.range(0, destinations.size())
                .filter(at -> which.test(destinations.get(at)))
                .boxed()
                .findFirst();
    }

    private ServiceRoute withDestinations(List<Object> destinations) {
        Map<String, Object> changed = Tree.map(http);
        changed.put("route", destinations);
        return new ServiceRoute(label, changed, hosts);
    }
}
