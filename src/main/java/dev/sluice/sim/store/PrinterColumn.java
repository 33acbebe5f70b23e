package dev.sluice.sim.store;

/** A column that {@code kubectl get} shows for a kind; priority 0 always, higher ones with {@code -o wide} only. */
public record PrinterColumn(String name, String type, String jsonPath, int priority) {

    static PrinterColumn age() {
        return new PrinterColumn("Age", "date", ".metadata.creationTimestamp", 0);
    }
}
