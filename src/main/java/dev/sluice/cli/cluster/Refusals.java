package dev.sluice.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server's refusals in words that help. */
public final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private Refusals() {}

    /** What happened and what to do. */
    public static String sentence(KubernetesClientException refusal) {
        String said = refusal.getStatus() == null || refusal.getStatus().getMessage() == null
                ? reason(refusal)
                : refusal.getStatus().getMessage();
        return switch (refusal.getCode()) {
            case 0 -> "the API server cannot be reached: " + said + "; check the kubeconfig's context and the network";
            case UNAUTHORIZED ->
                "the API server does not accept your credentials; renew those of the kubeconfig's current context";
            case FORBIDDEN -> "you are not allowed to do that: " + said + "; ask for a role that includes it";
            case NOT_FOUND ->
                "the API server does not know that: " + said
                        + "; if Sluice is new here, install its CustomResourceDefinitions first";
            default -> "the API server refused (" + refusal.getCode() + "): " + said;
        };
    }

    private static String reason(KubernetesClientException refusal) {
        Throwable deepest = refusal;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }
}
