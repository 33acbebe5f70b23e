package dev.sluice.sim.store;

import dev.sluice.sim.json.RefusalException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The latest changes in order, and who wants to hear of the next. Guarded by the store's lock. */
final class EventLog {

    private static final int KEPT = 20_000;

    private final Deque<StoreEvent> recent = new ArrayDeque<>();
    private final List<Consumer<StoreEvent>> listeners = new CopyOnWriteArrayList<>();
    private long forgotten;

    void add(StoreEvent event) {
        recent.addLast(event);
        if (recent.size() > KEPT) {
            forgotten = recent.removeFirst().object().revision();
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    void subscribe(Consumer<StoreEvent> listener) {
        listeners.add(listener);
    }

    void unsubscribe(Consumer<StoreEvent> listener) {
        listeners.remove(listener);
    }

    List<StoreEvent> since(long revision) {
        if (revision < forgotten) {
            throw new RefusalException(
                    410, "Expired", "too old resource version: " + revision + " (" + forgotten + ")");
        }
        List<StoreEvent> events = new ArrayList<>();
        for (StoreEvent event : recent) {
            if (event.object().revision() > revision) {
                events.add(event);
            }
        }
        return events;
    }
}
