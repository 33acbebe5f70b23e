package dev.sluice.sim.mesh;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The weighted destinations of a route. A route without any destination answers 404. */
record Route(List<Share> shares) {

    /** A destination with its weight; weights need not sum to 100. */
    record Share(Cluster cluster, int weight) {}

    static final Route NONE = new Route(List.of());

    Route {
        shares = List.copyOf(shares);
    }

    static Route to(Cluster cluster) {
        return new Route(List.of(new Share(cluster, 100)));
    }

    /** A single destination gets everything, whatever its weight says. */
    Optional<Cluster> pick(RandomGenerator random) {
        if (shares.size() <= 1) {
            return shares.stream().map(Share::cluster).findFirst();
        }
        int total = shares.stream().mapToInt(Share::weight).sum();
        int at = total == 0 ? 0 : random.nextInt(total);
        for (Share share : shares) {
            at -= share.weight();
            if (at < 0) {
                return Optional.of(share.cluster());
            }
        }
        return Optional.empty();
    }
}
