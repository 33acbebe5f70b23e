package dev.sluice.metrics.prometheus;

/**
 * What the value of a label must be: an anchored regular expression in which {@code {namespace}}, {@code {workloads}},
 * {@code {services}} and {@code {pods}} stand for the names of a release.
 */
record LabelPattern(String label, String pattern) {}
