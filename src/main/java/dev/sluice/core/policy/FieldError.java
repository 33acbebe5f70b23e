package dev.sluice.core.policy;

/**
 * One thing wrong with a policy.
 *
 * @param path the field, such as {@code spec.strategy.canary.steps[2]}
 * @param problem what is wrong, with the value
 * @param remedy what to write or do instead
 */
public record FieldError(String path, String problem, String remedy) {
    @Override
    public String toString() {
        return path + ": " + problem + "; " + remedy;
    }
}
