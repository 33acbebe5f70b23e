package dev.sluice.probe.http;

import dev.sluice.core.port.PortException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Finds where a Service listens. */
public interface Addresses {

    /**
     * Host and port, unresolved: the name is looked up for each request.
     *
     * @param port number or name; null = the Service's first one
     * @throws PortException when the Service or such a port isn't there, or can't be read
     */
    InetSocketAddress find(String namespace, String service, @Nullable String port) throws PortException;
}
