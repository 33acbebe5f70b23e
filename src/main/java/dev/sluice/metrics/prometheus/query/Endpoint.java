package dev.sluice.metrics.prometheus.query;

import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import java.net.URI;
import java.net.URISyntaxException;

/** The address of a Prometheus. Printed without anything that could be secret. */
public record Endpoint(URI base) {
    private static final String WANTED = "write http(s)://HOST[:PORT][/PREFIX]";

    /**
     * The endpoint at an address.
     *
     * @throws PortException if the address is none, or carries a password: it would show in objects and logs
     */
    public static Endpoint of(String address) throws PortException {
        URI uri = parsed(address);
        String scheme = uri.getScheme();
        boolean isHttp = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!isHttp || uri.getHost() == null) {
            throw new PortException(Kind.REJECTED, "the address of Prometheus is not a URL: " + WANTED);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new PortException(
                    Kind.REJECTED,
                    "the address of Prometheus holds a user, a query or a fragment: " + WANTED
                            + " and put credentials into a Secret");
        }
        String base = uri.toString();
        return new Endpoint(URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base));
    }

    private static URI parsed(String address) throws PortException {
        try {
            return new URI(address.strip());
        } catch (URISyntaxException e) {
            throw new PortException(Kind.REJECTED, "the address of Prometheus is not a URL: " + WANTED, e);
        }
    }

    URI query() {
        return URI.create(base + "/api/v1/query");
    }

    @Override
    public String toString() {
        return "Prometheus " + base;
    }
}
