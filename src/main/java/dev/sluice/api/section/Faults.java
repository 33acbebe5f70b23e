package dev.sluice.api.section;

import dev.sluice.core.policy.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while a policy is read. */
public final class Faults {
    private final List<FieldError> found = new ArrayList<>();

    public void add(String path, String problem, String remedy) {
        found.add(new FieldError(path, problem, remedy));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<FieldError> found() {
        return List.copyOf(found);
    }
}
