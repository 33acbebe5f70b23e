package dev.sluice.sim.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which part of an object a write may touch. */
public enum Part {
    /** All but the status, where the kind has a status subresource. */
    MAIN {
        @Override
        ObjectNode join(ObjectNode old, ObjectNode wanted, boolean statusSubresource) {
            if (statusSubresource) {
                moveStatus(old, wanted);
            }
            return wanted;
        }
    },
    /** The status alone. */
    STATUS {
        @Override
        ObjectNode join(ObjectNode old, ObjectNode wanted, boolean statusSubresource) {
            ObjectNode joined = old.deepCopy();
            moveStatus(wanted, joined);
            return joined;
        }
    };

    abstract ObjectNode join(ObjectNode old, ObjectNode wanted, boolean statusSubresource);

    private static void moveStatus(ObjectNode from, ObjectNode to) {
        if (from.has("status")) {
            to.set("status", from.get("status"));
        } else {
            to.remove("status");
        }
    }
}
