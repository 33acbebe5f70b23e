package dev.sluice.sim.store;

import java.util.List;

/** Objects as they all were at one revision. */
public record Listing(long revision, List<StoredObject> objects) {

    public Listing {
        objects = List.copyOf(objects);
    }
}
