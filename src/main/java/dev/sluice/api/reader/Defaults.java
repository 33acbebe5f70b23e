package dev.sluice.api.reader;

/**
 * Defaults that the operator's configuration sets, not the schema.
 *
 * @param prometheusAddress base URL of the Prometheus API for policies that name none
 */
public record Defaults(String prometheusAddress) {

    /** What holds without any configuration. */
    public static final Defaults STANDARD = new Defaults("http://prometheus.monitoring:9090");
}
