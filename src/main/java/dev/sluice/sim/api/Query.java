package dev.sluice.sim.api;

import java.util.Map;
import java.util.Optional;

/** The query parameters of a request. */
record Query(Map<String, String> parameters) {

    Query {
        parameters = Map.copyOf(parameters);
    }

    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean isTrue(String name) {
        return text(name).equals("true") || text(name).equals("1");
    }

    boolean isDryRun() {
        return text("dryRun").equals("All");
    }

    Optional<Long> number(String name) {
        String text = text(name);
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }
}
