package dev.sluice.traffic.istio;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;

/** Turns what the API server answered into what a caller can do about it. */
final class ApiFailure {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private ApiFailure() {}

    /**
     * @param verb what was tried, as RBAC calls it
     * @param object kind, namespace and name
     */
    static PortException of(String verb, String object, KubernetesClientException e) {
        Kind kind = kind(e.getCode());
        return new PortException(kind, object + ": " + problem(e) + remedy(kind, e.getCode(), verb), e);
    }

    private static Kind kind(int code) {
        return switch (code) {
            case NOT_FOUND -> Kind.ABSENT;
            case TIMEOUT, CONFLICT, TOO_MANY_REQUESTS -> Kind.TRANSIENT;
            default -> code >= 400 && code < 500 ? Kind.REJECTED : Kind.TRANSIENT;
        };
    }

    private static String problem(KubernetesClientException e) {
        return switch (e.getCode()) {
            case NOT_FOUND -> "it is not there";
            case CONFLICT -> "it was changed meanwhile";
            default -> serverMessage(e);
        };
    }

    private static String serverMessage(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return "the API server says: " + e.getStatus().getMessage();
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof TimeoutException
                ? "the API server did not answer in time"
                : "the API server could not be asked: "
                        + Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static String remedy(Kind kind, int code, String verb) {
        if (code == FORBIDDEN || code == UNAUTHORIZED) {
            return ". Let Sluice's service account " + verb + " it";
        }
        return switch (kind) {
            case TRANSIENT -> ". It is tried again";
            case ABSENT -> ". Create it, or correct its name in the policy";
            case REJECTED -> ". Correct the object, or the rule that refuses it";
        };
    }
}
