package dev.sluice.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;

/** The API server's refusals in words that help. */
public final class Refusals {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private Refusals() {}

    /** Whether the same question may get an answer a moment later. */
    public static boolean isPassing(KubernetesClientException refusal) {
        int code = refusal.getCode();
        return code <= 0 || code == TOO_MANY_REQUESTS || code >= SERVER_ERRORS;
    }

    /** What happened and what to do. */
    public static String sentence(KubernetesClientException refusal) {
        String said = refusal.getStatus() == null || refusal.getStatus().getMessage() == null
                ? reason(refusal)
                : refusal.getStatus().getMessage();
        if (refusal.getCode() <= 0) {
            return "the API server cannot be reached: " + said + "; check the kubeconfig's context and the network";
        }
        return switch (refusal.getCode()) {
            case UNAUTHORIZED ->
                "the API server does not accept your credentials; renew those of the kubeconfig's current context";
            case FORBIDDEN -> "you are not allowed to do that: " + said + "; ask for a role that includes it";
            case NOT_FOUND -> notFound(refusal, said);
            default -> "the API server refused (" + refusal.getCode() + "): " + said;
        };
    }

    /** An object that went between two questions, else a kind that the server does not have. */
    private static String notFound(KubernetesClientException refusal, String said) {
        boolean isObject = refusal.getStatus() != null
                && refusal.getStatus().getDetails() != null
                && refusal.getStatus().getDetails().getName() != null;
        return isObject
                ? said + "; it was deleted meanwhile, try again"
                : "this cluster knows no releasepolicies.sluice.dev; install them by: sluice crds | kubectl apply -f -, or"
                        + " choose another cluster by --context";
    }

    /** The connection's own failure names the address; the causes below it do not. */
    private static String reason(KubernetesClientException refusal) {
        Throwable cause = refusal;
        while (cause.getCause() != null && !(cause instanceof ConnectException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
