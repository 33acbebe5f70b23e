package dev.sluice.sim.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the users of one Service have seen so far.
 *
 * @param total all requests to it
 * @param byVersion by the version that answered (the pod's {@code VERSION}, else its image tag); requests that nobody
 *     answered count under the empty version
 * @param seconds the same by second, in order
 */
public record ClientLedger(Tally total, Map<String, Tally> byVersion, List<Second> seconds) {

    /** One second of traffic, by its start in seconds since the epoch. */
    public record Second(long epochSecond, Tally total, Map<String, Tally> byVersion) {

        public Second {
            byVersion = Map.copyOf(byVersion);
        }
    }

    public ClientLedger {
        byVersion = Map.copyOf(byVersion);
        seconds = List.copyOf(seconds);
    }

    /** What this version has answered, nothing if it never did. */
    public Tally of(String version) {
        return byVersion.getOrDefault(version, Tally.NONE);
    }

    /** Keeps the books; guarded by the mesh's lock. */
    static final class Book {

        private static final int SECONDS_KEPT = 4 * 3_600;

        private final List<Second> closed = new ArrayList<>();
        private final Map<String, Tally> byVersion = new TreeMap<>();
        private final Map<String, Tally> thisSecond = new TreeMap<>();
        private long second = Long.MIN_VALUE;

        void add(long epochSecond, Outcome outcome) {
            if (epochSecond != second) {
                close();
                second = epochSecond;
            }
            boolean failed = outcome.isFailure();
            byVersion.merge(outcome.podVersion(), Tally.NONE.plus(failed), Book::sum);
            thisSecond.merge(outcome.podVersion(), Tally.NONE.plus(failed), Book::sum);
        }

        private void close() {
            if (!thisSecond.isEmpty()) {
                closed.add(current());
                thisSecond.clear();
            }
            if (closed.size() > SECONDS_KEPT) {
                closed.remove(0);
            }
        }

        private Second current() {
            return new Second(second, totalOf(thisSecond), thisSecond);
        }

        ClientLedger snapshot() {
            List<Second> seconds = new ArrayList<>(closed);
            if (!thisSecond.isEmpty()) {
                seconds.add(current());
            }
            return new ClientLedger(totalOf(byVersion), byVersion, seconds);
        }

        private static Tally totalOf(Map<String, Tally> tallies) {
            return tallies.values().stream().reduce(Tally.NONE, Book::sum);
        }

        private static Tally sum(Tally one, Tally other) {
            return new Tally(one.requests() + other.requests(), one.failures() + other.failures());
        }
    }
}
