package dev.sluice.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which cluster and namespace. */
public final class ClusterOptions {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int ANSWER_MILLIS = 10_000;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Namespace; that of the kubeconfig's context by default.")
    @Nullable
    String namespace;

    @Option(names = "--context", paramLabel = "CONTEXT", description = "Context of the kubeconfig to use.")
    @Nullable
    String context;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The kubeconfig; the file that KUBECONFIG names by default, else ~/.kube/config.")
    @Nullable
    Path kubeconfig;

    /** A connection; the caller closes it. */
    public Cluster open() {
        return openIn(null);
    }

    /**
     * A connection; the caller closes it.
     *
     * @param elsewhere namespace to look into rather than the one of the options; null leaves it to them
     */
    public Cluster openIn(@Nullable String elsewhere) {
        Config config = new Kubeconfig(kubeconfig, context).read();
        // Somebody waits at a prompt: an answer now, if only that there is none.
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setRequestTimeout(ANSWER_MILLIS);
        config.setRequestRetryBackoffLimit(0);
        String asked = elsewhere == null ? namespace : elsewhere;
        String chosen = asked == null ? config.getNamespace() : asked;
        return new Cluster(
                new KubernetesClientBuilder().withConfig(config).build(), chosen == null ? "default" : chosen);
    }
}
