package dev.sluice.metrics.prometheus.query;

import dev.sluice.core.port.PortException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Prometheus asks for. Never printed.
 *
 * @param token bearer token; wins over username and password
 * @param username of basic auth
 * @param password of basic auth
 * @param caPem certificates, in PEM, that sign the server's
 */
public record Credentials(
        @Nullable String token,
        @Nullable String username,
        @Nullable String password,
        @Nullable String caPem) {

    /** For a Prometheus that anybody may ask. */
    public static final Credentials NONE = new Credentials(null, null, null, null);

    public Credentials {
        token = stripped(token);
        username = stripped(username);
        password = stripped(password);
        caPem = stripped(caPem);
    }

    /**
     * The value of the header that lets in; empty if nothing is needed.
     *
     * @throws PortException if the token can't stand in a header; the HTTP client would print it with its complaint
     */
    Optional<String> authorization() throws PortException {
        if (token != null) {
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw new PortException(
                        PortException.Kind.REJECTED,
                        "token of the Secret holds spaces, line breaks or letters that no token has");
            }
            return Optional.of("Bearer " + token);
        }
        if (username == null) {
            return Optional.empty();
        }
        byte[] pair = (username + ":" + (password == null ? "" : password)).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** The text without any of the secrets. */
    String redact(String text) {
        return Stream.of(token, password)
                .filter(secret -> secret != null && secret.length() > 3)
                .reduce(text, (left, secret) -> left.replace(secret, "***"));
    }

    private static @Nullable String stripped(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
