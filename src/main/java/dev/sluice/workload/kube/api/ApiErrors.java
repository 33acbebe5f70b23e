package dev.sluice.workload.kube.api;

import dev.sluice.core.port.PortException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What an answer of the API server means to a caller. */
final class ApiErrors {
    /** Codes below this one mean that no answer came. */
    private static final int LOWEST_REFUSAL = 400;

    private ApiErrors() {}

    /**
     * @param verb the API verb, as RBAC rules name it
     * @param object the object, or the objects, in words
     */
    static PortException of(String verb, String object, Kind kind, KubernetesClientException cause) {
        String tried = "could not " + verb + " " + object + ": ";
        String said = saidBy(cause);
        return switch (cause.getCode()) {
            case 404 ->
                new PortException(
                        PortException.Kind.ABSENT, tried + "it does not exist; create it or correct the name", cause);
            case 409 ->
                new PortException(
                        PortException.Kind.TRANSIENT,
                        tried + "it changed since it was read (" + said
                                + "); nothing was written, the next pass decides anew",
                        cause);
            case 403 ->
                new PortException(
                        PortException.Kind.REJECTED,
                        tried + said + "; allow the verb " + verb + " on " + kind.plural()
                                + " or lift the policy that refuses it",
                        cause);
            default -> byClass(cause, tried + said);
        };
    }

    private static PortException byClass(KubernetesClientException cause, String message) {
        int code = cause.getCode();
        boolean isWorthARetry = code < LOWEST_REFUSAL || code == 408 || code == 429 || code >= 500;
        return isWorthARetry
                ? new PortException(PortException.Kind.TRANSIENT, message + "; it will be tried again", cause)
                : new PortException(
                        PortException.Kind.REJECTED, message + "; correct the object, it is refused as it is", cause);
    }

    private static String saidBy(KubernetesClientException cause) {
        Status status = cause.getStatus();
        if (status != null
                && status.getMessage() != null
                && !status.getMessage().isBlank()) {
            return status.getMessage();
        }
        Throwable root = cause.getCause();
        String own = String.valueOf(cause.getMessage());
        return root == null || root.getMessage() == null ? own : own + " (" + root.getMessage() + ")";
    }
}
