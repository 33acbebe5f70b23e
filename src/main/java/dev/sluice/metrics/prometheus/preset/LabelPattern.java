package dev.sluice.metrics.prometheus.preset;

/**
 * What the value of a label must be: an anchored regular expression in which {@code {namespace}}, {@code {workloads}},
 * {@code {services}} and {@code {pods}} stand for the names of a release.
 *
 * @param isMatch whether the value must match, or must not
 */
public record LabelPattern(String label, String pattern, boolean isMatch) {

    static LabelPattern is(String label, String pattern) {
        return new LabelPattern(label, pattern, true);
    }

    static LabelPattern isNot(String label, String pattern) {
        return new LabelPattern(label, pattern, false);
    }
}
