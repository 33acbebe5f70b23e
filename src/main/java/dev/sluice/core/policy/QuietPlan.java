package dev.sluice.core.policy;

import org.jspecify.annotations.Nullable;

/**
 * Requests that Sluice sends itself, to both versions alike, where users send too few to judge by.
 *
 * @param path of each request, a GET; it begins with a slash
 * @param perSecond how many each version gets a second
 * @param port number or name of the Service's port; null = its first one
 */
public record QuietPlan(
        String path, double perSecond, @Nullable String port) {
    public QuietPlan {
        if (!path.startsWith("/") || !(perSecond > 0)) {
            throw new IllegalArgumentException("%s requests a second of %s".formatted(perSecond, path));
        }
    }
}
