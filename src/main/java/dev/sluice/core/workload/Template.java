package dev.sluice.core.workload;

/**
 * A pod template as the API server shows it, opaque to the engine.
 *
 * @param json the template's JSON
 */
public record Template(String json) {}
