package dev.sluice.api.reader;

import dev.sluice.core.policy.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while a policy is read. */
final class Faults {
    private final List<FieldError> found = new ArrayList<>();

    void add(String path, String problem, String remedy) {
        found.add(new FieldError(path, problem, remedy));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<FieldError> found() {
        return List.copyOf(found);
    }
}
