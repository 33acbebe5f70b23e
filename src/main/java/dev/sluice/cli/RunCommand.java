package dev.sluice.cli;

import dev.sluice.operator.wiring.OperatorApplication;
import io.quarkus.runtime.Quarkus;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice run}: the operator, in the cluster or with a kubeconfig. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        footer = "sluice run --namespaces shop,billing --prometheus http://prometheus.monitoring:9090",
        exitCodeList = {"0:ended by a signal", "1:could not start, or failed", "2:called wrongly"},
        description = "Runs the operator, in the cluster or with the current kubeconfig.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--namespaces",
            paramLabel = "NAMESPACES",
            defaultValue = "${env:SLUICE_NAMESPACES:-}",
            description = "Only watch these namespaces, comma separated (SLUICE_NAMESPACES); all by default.")
    String namespaces = "";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "${env:SLUICE_HTTP_PORT:-${env:QUARKUS_HTTP_PORT:-8080}}",
            description = "Port of health and metrics (SLUICE_HTTP_PORT; ${DEFAULT-VALUE}).")
    int httpPort;

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            defaultValue = "${env:SLUICE_PROMETHEUS:-http://prometheus.monitoring:9090}",
            description = "Prometheus of policies that name none (SLUICE_PROMETHEUS; ${DEFAULT-VALUE}).")
    String prometheus = "";

    @Option(
            names = "--leader-election",
            negatable = true,
            defaultValue = "${env:SLUICE_LEADER_ELECTION:-true}",
            fallbackValue = "true",
            description = "Take a lease, so that only one of several operators acts (SLUICE_LEADER_ELECTION).")
    boolean leaderElection;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            defaultValue = "${env:SLUICE_LEASE_NAMESPACE:-}",
            description = "Namespace of the lease (SLUICE_LEASE_NAMESPACE); the operator's own by default.")
    String leaseNamespace = "";

    @Override
    public Integer call() {
        System.setProperty("quarkus.http.port", String.valueOf(httpPort));
        System.setProperty("sluice.prometheus.address", prometheus);
        System.setProperty("sluice.leader-election", String.valueOf(leaderElection));
        System.setProperty("sluice.lease-namespace", leaseNamespace);
        if (!namespaces.isBlank()) {
            System.setProperty("quarkus.operator-sdk.namespaces", namespaces);
        }
        AtomicInteger exit = new AtomicInteger();
        Quarkus.run(OperatorApplication.class, (code, failure) -> exit.set(code));
        return exit.get();
    }
}
