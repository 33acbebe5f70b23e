package dev.sluice.core.release;

import dev.sluice.core.traffic.Weights;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Sluice has decided about the weights, and what it saw of them.
 *
 * @param set the weights decided last
 * @param previous the weights before, until the routing object reads back as set
 * @param setAt when they were decided
 * @param confirmedAt when the routing object first read back as set; null until then
 * @param configured what the routing object showed last
 * @param observedRatio the candidate's share of requests counted since the confirmation; null without any
 * @param foreignWrites how often somebody else wrote the weights
 */
public record TrafficRecord(
        Weights set,
        Weights previous,
        Instant setAt,
        @Nullable Instant confirmedAt,
        Weights configured,
        @Nullable Double observedRatio,
        int foreignWrites) {

    public static TrafficRecord atRest(Instant now) {
        return new TrafficRecord(Weights.STABLE, Weights.STABLE, now, now, Weights.STABLE, null, 0);
    }

    /** Decides new weights; they count as set from now on, and as confirmed only once they read back. */
    public TrafficRecord decided(Weights weights, Instant now) {
        return weights.equals(set)
                ? this
                : new TrafficRecord(weights, configured, now, null, configured, null, foreignWrites);
    }

    /** Takes over what a foreign hand wrote. */
    public TrafficRecord adopted(Weights weights, Instant now) {
        return new TrafficRecord(weights, weights, now, now, weights, null, foreignWrites + 1);
    }

    /** Notes that a foreign hand wrote, without taking it over. */
    public TrafficRecord disputed() {
        return new TrafficRecord(set, configured, setAt, null, configured, null, foreignWrites + 1);
    }

    /** What the routing object shows now. */
    public TrafficRecord seen(Weights shown, Instant now) {
        Instant confirmed = confirmedAt == null && shown.equals(set) ? now : confirmedAt;
        return new TrafficRecord(set, previous, setAt, confirmed, shown, observedRatio, foreignWrites);
    }

    public TrafficRecord observed(@Nullable Double ratio) {
        return new TrafficRecord(set, previous, setAt, confirmedAt, configured, ratio, foreignWrites);
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }
}
