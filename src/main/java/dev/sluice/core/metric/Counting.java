package dev.sluice.core.metric;

import org.jspecify.annotations.Nullable;

/**
 * What about a request is counted.
 *
 * @param failures which answers count as failures
 * @param route the label that names the route of a request, so that each is compared with itself; null takes those that
 *     the preset knows, if its series have one
 */
public record Counting(FailureCodes failures, @Nullable String route) {

    public static final Counting DEFAULT = new Counting(FailureCodes.DEFAULT, null);
}
