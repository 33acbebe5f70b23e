package dev.sluice.sim.prometheus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.sim.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Prometheus' query API over real HTTP on the loopback address, with faults to order. */
public final class PrometheusEndpoint implements AutoCloseable {

    private static final int THREADS = 4;

    static {
        // Without it, each answer on a kept connection waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final QueryEngine engine;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, PrometheusEndpoint::thread);
    private final int port;
    private HttpServer server;
    private volatile Fault fault = Fault.NONE;
    private volatile Duration delay = Duration.ZERO;

    private PrometheusEndpoint(Scraper scraper, Clock clock, int port) {
        this.engine = new QueryEngine(scraper.samples());
        this.clock = clock;
        this.server = listen(port);
        this.port = server.getAddress().getPort();
    }

    /** Serves what a scraper has gathered; port 0 picks a free one. */
    public static PrometheusEndpoint start(Scraper scraper, Clock clock, int port) {
        return new PrometheusEndpoint(scraper, clock, port);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "embedded-prometheus");
        thread.setDaemon(true);
        return thread;
    }

    private HttpServer listen(int wanted) {
        try {
            HttpServer created = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 50);
            created.setExecutor(threads);
            created.createContext("/", this::serve);
            created.start();
            return created;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded Prometheus can't listen on 127.0.0.1:" + wanted + "; is the port taken?", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** From now on connections are refused. */
    public synchronized void goDown() {
        server.stop(0);
    }

    /** Ends {@link #goDown()}, on the same port. */
    public synchronized void comeBack() {
        server = listen(port);
    }

    public void fail(Fault how) {
        fault = how;
    }

    /** Every answer takes this much longer. */
    public void delayAnswers(Duration by) {
        delay = by;
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!delay.isZero()) {
                LockSupport.parkNanos(delay.toNanos());
            }
            Reply reply = reply(exchange);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Reply(int code, String type, String body) {

        static Reply text(int code, String body) {
            return new Reply(code, "text/plain; charset=utf-8", body);
        }

        static Reply json(int code, ObjectNode body) {
            return new Reply(code, "application/json", body.toString());
        }

        static Reply error(int code, String type, String message) {
            return json(
                    code,
                    Json.newObject()
                            .put("status", "error")
                            .put("errorType", type)
                            .put("error", message));
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        if (fault == Fault.UNAVAILABLE) {
            return Reply.text(503, "Service Unavailable");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case "/-/healthy" -> Reply.text(200, "Prometheus Server is Healthy.\n");
            case "/-/ready" -> Reply.text(200, "Prometheus Server is Ready.\n");
            case "/api/v1/status/buildinfo" -> buildInfo();
            case "/api/v1/query" -> query(parameters(exchange));
            default -> Reply.text(404, "404 page not found\n");
        };
    }

    private static Reply buildInfo() {
        ObjectNode body = Json.newObject().put("status", "success");
        body.putObject("data").put("version", "3.0.0-embedded").put("goVersion", "none");
        return Reply.json(200, body);
    }

    private Reply query(Map<String, String> parameters) {
        if (fault == Fault.GARBAGE) {
            return new Reply(200, "application/json", "<html>not what you asked for");
        }
        try {
            return Reply.json(
                    200,
                    distort(engine.query(
                            parameters.getOrDefault("query", ""), time(parameters.getOrDefault("time", "")))));
        } catch (BadQueryException e) {
            return Reply.error(400, "bad_data", "invalid parameter \"query\": " + e.getMessage());
        } catch (DateTimeException | NumberFormatException e) {
            return Reply.error(400, "bad_data", "invalid parameter \"time\": cannot parse to a valid timestamp");
        }
    }

    private ObjectNode distort(ObjectNode answer) {
        ObjectNode data = answer.withObject("/data");
        if (fault == Fault.EMPTY) {
            data.putArray("result");
        } else if (fault == Fault.NOT_A_NUMBER) {
            String text = data.toString().replaceAll(",\"[^\"]*\"\\]", ",\"NaN\"]");
            answer.set("data", Json.read(text));
        }
        return answer;
    }

    /** Seconds since the epoch, or RFC 3339; nothing means now. */
    private Instant time(String text) {
        if (text.isEmpty()) {
            return clock.instant();
        }
        return text.contains("T")
                ? java.time.OffsetDateTime.parse(text).toInstant()
                : Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1_000));
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        String query = exchange.getRequestURI().getRawQuery();
        decode(query == null ? "" : query, parameters);
        if (exchange.getRequestMethod().equals("POST")) {
            decode(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), parameters);
        }
        return parameters;
    }

    private static void decode(String form, Map<String, String> parameters) {
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }
}
