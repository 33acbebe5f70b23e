package dev.sluice.sim.prometheus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The samples of one series in order of time; the oldest give way to new ones once the ring is full. */
final class Series {

    /** A value at a time in milliseconds since the epoch. */
    record Sample(long millis, double value) {}

    private final int capacity;
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int start;
    private int size;

    Series(int capacity) {
        this.capacity = capacity;
    }

    void add(long millis, double value) {
        if (size == times.length && size < capacity) {
            grow();
        }
        int at = (start + size) % times.length;
        times[at] = millis;
        values[at] = value;
        if (size < times.length) {
            size++;
        } else {
            start = (start + 1) % times.length;
        }
    }

    /** Only called while the ring has not wrapped, so that the samples lie in order from index 0. */
    private void grow() {
        int length = Math.min(capacity, times.length * 2);
        times = Arrays.copyOf(times, length);
        values = Arrays.copyOf(values, length);
    }

    /** The samples after one time, up to and including another. */
    List<Sample> between(long after, long until) {
        List<Sample> found = new ArrayList<>();
        for (int i = firstAfter(after); i < size && time(i) <= until; i++) {
            found.add(sample(i));
        }
        return found;
    }

    /** The latest sample up to a time, but not as old as another. */
    Optional<Sample> latest(long after, long until) {
        int index = firstAfter(until) - 1;
        return index >= 0 && time(index) > after ? Optional.of(sample(index)) : Optional.empty();
    }

    private int firstAfter(long millis) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long time(int index) {
        return times[(start + index) % times.length];
    }

    private Sample sample(int index) {
        int at = (start + index) % times.length;
        return new Sample(times[at], values[at]);
    }
}
