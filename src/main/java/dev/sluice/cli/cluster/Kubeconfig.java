package dev.sluice.cli.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Where the API server and the credentials are found.
 *
 * @param file null for what KUBECONFIG names, the home directory or the pod
 * @param context null for the current one
 */
record Kubeconfig(@Nullable Path file, @Nullable String context) {

    private static final String NOWHERE = "https://kubernetes.default.svc";

    /** The client's configuration; of a file that cannot be followed to the letter none is made. */
    Config read() {
        Config config = configure();
        if (config.getMasterUrl().startsWith(NOWHERE) && (file != null || !isInPod())) {
            throw new CommandException(
                    file == null
                            ? "no cluster is configured; name a kubeconfig file by --kubeconfig or KUBECONFIG, or write one"
                                    + " to ~/.kube/config"
                            : "kubeconfig " + file + " leads to no cluster; it needs a current-context with a cluster");
        }
        if (context != null && !isChosen(config, context)) {
            throw new CommandException("the kubeconfig has no context " + context + "; it has " + names(config));
        }
        return config;
    }

    private Config configure() {
        if (file != null && (!Files.isReadable(file) || file.toFile().length() == 0)) {
            throw new CommandException(
                    "kubeconfig " + file + " is not there, cannot be read or is empty; check the path");
        }
        try {
            return file == null ? Config.autoConfigure(context) : Config.fromKubeconfig(context, file.toFile());
        } catch (KubernetesClientException | YamlEngineException | IllegalArgumentException malformed) {
            throw new CommandException("the kubeconfig" + (file == null ? "" : " " + file)
                    + " is no valid kubeconfig; `kubectl config view` shows where");
        }
    }

    private static boolean isInPod() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    /** The client takes the current context where there is none of that name. That might be another cluster. */
    private static boolean isChosen(Config config, String context) {
        NamedContext current = config.getCurrentContext();
        return current != null && context.equals(current.getName());
    }

    private static String names(Config config) {
        String names = config.getContexts().stream()
                .map(NamedContext::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
