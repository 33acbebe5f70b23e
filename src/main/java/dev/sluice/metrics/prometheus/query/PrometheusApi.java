package dev.sluice.metrics.prometheus.query;

import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.PortException.Kind;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the query API of a Prometheus. Failures name the address, never what was sent to get in. */
public final class PrometheusApi {
    private static final int LARGEST_ANSWER = 32 << 20;
    private static final int LONGEST_QUOTE = 200;

    private final HttpClients clients = new HttpClients();
    private final CredentialsLookup lookup;

    public PrometheusApi(CredentialsLookup lookup) {
        this.lookup = lookup;
    }

    /** The series that a query gives at a time. */
    public ApiAnswer query(MetricTarget target, String query, Instant at) throws PortException {
        Endpoint endpoint = Endpoint.of(target.address());
        String secret = target.secret();
        Credentials credentials = secret == null ? Credentials.NONE : lookup.find(target.namespace(), secret);
        HttpClient client = clients.trusting(credentials.caPem(), target.insecureSkipVerify());
        HttpRequest request = request(endpoint, credentials, form(query, at, target.timeout()), target.timeout());
        try {
            return answer(endpoint, send(client, request, endpoint, target.timeout()));
        } catch (PortException e) {
            throw new PortException(e.kind(), credentials.redact(String.valueOf(e.getMessage())));
        }
    }

    private static String form(String query, Instant at, Duration timeout) {
        String time = String.format(Locale.ROOT, "%d.%03d", at.getEpochSecond(), at.getNano() / 1_000_000);
        return "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + time + "&timeout="
                + Math.max(1, timeout.toMillis()) + "ms";
    }

    private static HttpRequest request(Endpoint endpoint, Credentials credentials, String form, Duration timeout)
            throws PortException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(endpoint.query())
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        Optional<String> authorization = credentials.authorization();
        if (authorization.isPresent()) {
            builder.header("Authorization", authorization.get());
        }
        return builder.build();
    }

    /** Tries twice when the connection breaks: a query changes nothing, and a kept connection may have been closed. */
    private static HttpResponse<byte[]> send(
            HttpClient client, HttpRequest request, Endpoint endpoint, Duration timeout) throws PortException {
        try {
            return sendOnce(client, request, endpoint, timeout);
        } catch (PortException e) {
            boolean connectionBroke = e.kind() == Kind.TRANSIENT
                    && e.getCause() instanceof IOException io
                    && !(io instanceof HttpTimeoutException);
            if (!connectionBroke) {
                throw e;
            }
            return sendOnce(client, request, endpoint, timeout);
        }
    }

    private static HttpResponse<byte[]> sendOnce(
            HttpClient client, HttpRequest request, Endpoint endpoint, Duration timeout) throws PortException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, info -> new LimitedBody(LARGEST_ANSWER));
        try {
            return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof LimitedBody.TooLargeException) {
                throw new PortException(
                        Kind.REJECTED,
                        endpoint + ": " + cause.getMessage()
                                + "; drop labels that nobody needs when Prometheus scrapes, or choose another preset",
                        cause);
            }
            throw new PortException(Kind.TRANSIENT, endpoint + " can't be asked: " + reason(cause), cause);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new PortException(
                    Kind.TRANSIENT, endpoint + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new PortException(Kind.TRANSIENT, endpoint + " was not asked: Sluice is shutting down", e);
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        return message == null || message.isBlank() ? kind : kind + ": " + shortened(message);
    }

    private static ApiAnswer answer(Endpoint endpoint, HttpResponse<byte[]> response) throws PortException {
        int status = response.statusCode();
        if (status >= 300 && status < 400) {
            throw new PortException(
                    Kind.REJECTED,
                    endpoint + " answered with a redirect (HTTP " + status + "), which Sluice doesn't follow: write"
                            + " the address that it leads to");
        }
        ApiAnswer answer = parsed(endpoint, response);
        if (!answer.error().isEmpty() || status != 200) {
            throw new PortException(
                    kind(status), endpoint + " refused: HTTP " + status + ": " + shortened(answer.error()));
        }
        return answer;
    }

    private static ApiAnswer parsed(Endpoint endpoint, HttpResponse<byte[]> response) throws PortException {
        int status = response.statusCode();
        try {
            return ApiAnswer.read(response.body());
        } catch (IOException e) {
            String what = status == 200
                    ? " doesn't answer as a Prometheus: is the address right, with its path prefix?"
                    : " answered HTTP " + status + hint(status);
            throw new PortException(kind(status), endpoint + what, e);
        }
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> ": the Secret's token, or username and password, are not accepted";
            case 404 -> ": is the address right, with its path prefix?";
            default -> "";
        };
    }

    private static Kind kind(int status) {
        return status >= 400 && status < 500 && status != 429 ? Kind.REJECTED : Kind.TRANSIENT;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
