package dev.sluice.metrics.prometheus.query;

import dev.sluice.core.port.PortException;

/** Finds the credentials that a Secret holds. */
@FunctionalInterface
public interface CredentialsLookup {

    /**
     * The credentials as they are now; asked before each query, so it should answer from memory.
     *
     * @throws PortException if there is no such Secret, it lacks a key, or it can't be read; the message names the Secret
     *     and never holds a value
     */
    Credentials find(String namespace, String secret) throws PortException;
}
