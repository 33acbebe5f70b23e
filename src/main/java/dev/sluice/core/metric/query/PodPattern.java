package dev.sluice.core.metric.query;

/**
 * The names of a Deployment's pods as a regular expression, for Prometheus (RE2) and Java alike, to be anchored at both
 * ends.
 *
 * <p>Kubernetes calls them NAME-HASH-RANDOM. NAME-canary's and NAME-baseline's pods have a part more, with letters that
 * no hash has, so NAME's pattern leaves them out.
 */
public final class PodPattern {
    /** Letters that Kubernetes makes hashes and random suffixes of. */
    private static final String HASH = "[bcdfghjklmnpqrstvwxz2456789]";

    /** Longest start of a pod's name; what is longer is cut off before the five random letters. */
    private static final int LONGEST_POD_PREFIX = 58;

    private static final int HASH_AND_DASHES = 12;

    private PodPattern() {}

    /** The pattern of this Deployment's pods and of no others'. */
    public static String of(String deployment) {
        if (deployment.length() >= LONGEST_POD_PREFIX) {
            return quoted(deployment.substring(0, LONGEST_POD_PREFIX)) + HASH + "{5}";
        }
        boolean isCut = deployment.length() + HASH_AND_DASHES > LONGEST_POD_PREFIX;
        return quoted(deployment) + "-" + HASH + (isCut ? "{0,10}-?" : "{1,10}-") + HASH + "{5}";
    }

    /** A name as a regular expression that matches it alone. */
    public static String quoted(String name) {
        return name.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
    }
}
