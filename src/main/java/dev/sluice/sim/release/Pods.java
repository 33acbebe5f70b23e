package dev.sluice.sim.release;

import java.util.ArrayDeque;
import java.util.Deque;

/** Pods of one template: those that are ready, and batches that come up. */
final class Pods {

    private record Batch(int count, long readyAt) {}

    private final Deque<Batch> starting = new ArrayDeque<>();
    private int ready;
    private int comingUp;

    Pods(int ready) {
        this.ready = ready;
    }

    int ready() {
        return ready;
    }

    int all() {
        return ready + comingUp;
    }

    void start(int count, long readyAt) {
        if (count > 0) {
            starting.addLast(new Batch(count, readyAt));
            comingUp += count;
        }
    }

    /** Removes pods, those that aren't ready first; none if there are none to remove. */
    void remove(int count) {
        int left = Math.max(0, count);
        while (left > 0 && !starting.isEmpty()) {
            Batch newest = starting.removeLast();
            int stays = Math.max(0, newest.count() - left);
            left -= newest.count() - stays;
            comingUp -= newest.count() - stays;
            if (stays > 0) {
                starting.addLast(new Batch(stays, newest.readyAt()));
            }
        }
        ready -= Math.min(left, ready);
    }

    /** Lets those get ready whose time has come. */
    void advance(long now) {
        while (!starting.isEmpty() && starting.peekFirst().readyAt() <= now) {
            Batch batch = starting.removeFirst();
            ready += batch.count();
            comingUp -= batch.count();
        }
    }

    /** When the next pods get ready; never if none come up. */
    long nextReady() {
        return starting.isEmpty() ? Long.MAX_VALUE : starting.peekFirst().readyAt();
    }
}
