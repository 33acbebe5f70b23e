package dev.sluice.metrics.prometheus;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers, over HTTP, the queries that Sluice asks: selectors, ranges of them, counts and quantiles. */
final class FakePrometheus implements AutoCloseable {
    static {
        // Without it, each answer on a kept connection waits 40 ms for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern QUANTILE =
            Pattern.compile("histogram_quantile\\([0-9.]+, sum by \\(le\\) \\(increase\\((.*)\\)\\)\\)");
    private static final Pattern REPLACED =
            Pattern.compile("label_replace\\((.*?), \"([a-z_]+)\", \"([0-9]+)\", \"\", \"\"\\)(?: or )?");
    private static final Pattern SUM = Pattern.compile("sum(?: by \\(([a-z_,]+)\\))? ?\\((?:increase\\((.*)\\))\\)");
    private static final Pattern COUNT = Pattern.compile("count\\((.*)\\)");
    private static final Pattern RANGE = Pattern.compile("(.*)\\[([0-9]+)s\\]");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]*)(?:\\{(.*)\\})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)([=!]~)\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final Map<Map<String, String>, NavigableMap<Instant, String>> series = new LinkedHashMap<>();
    private final Map<String, List<Double>> queries = new LinkedHashMap<>();
    private final List<Headers> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile Reply reply = this::answer;

    /** Answers a request in its own way. */
    interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    FakePrometheus(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestHeaders());
            reply.to(exchange);
        });
        server.start();
    }

    static FakePrometheus start() {
        try {
            return new FakePrometheus(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    /** A sample; a value as Prometheus prints it. */
    FakePrometheus sample(Map<String, String> labels, Instant at, String value) {
        series.computeIfAbsent(labels, key -> new TreeMap<>()).put(at, value);
        return this;
    }

    /** A sample that is a native histogram, as Prometheus prints it. */
    FakePrometheus histogram(Map<String, String> labels, Instant at, String json) {
        return sample(labels, at, json);
    }

    /** Forgets all samples. */
    void clear() {
        series.clear();
    }

    /** What a query gives, one value a series. */
    void answerQuery(String query, List<Double> values) {
        queries.put(query, values);
    }

    void replyWith(Reply other) {
        reply = other;
    }

    void replyWith(int status, String body) {
        reply = exchange -> send(exchange, status, body);
    }

    /** One body after the other. */
    void replyInTurn(String... bodies) {
        AtomicInteger next = new AtomicInteger();
        reply = exchange -> send(exchange, 200, bodies[next.getAndIncrement() % bodies.length]);
    }

    void replyAsPrometheus() {
        reply = this::answer;
    }

    List<Headers> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().getPath().endsWith("/api/v1/query")) {
            send(exchange, 404, "404 page not found");
            return;
        }
        Map<String, String> form = form(exchange);
        Instant time = Instant.ofEpochMilli(
                new BigDecimal(form.get("time")).movePointRight(3).longValueExact());
        send(exchange, 200, result(form.get("query"), time));
    }

    private String result(String query, Instant time) {
        List<Double> own = queries.get(query);
        if (own != null) {
            return IntStream.range(0, own.size())
                    .mapToObj(index -> "{\"metric\":{\"number\":\"" + index + "\"},\"value\":"
                            + point(time, printed(own.get(index))) + "}")
                    .collect(Collectors.joining(",", success("vector"), "]}}"));
        }
        Matcher quantile = QUANTILE.matcher(query);
        if (quantile.matches()) {
            return instant(range(quantile.group(1), time).limit(1), "{}");
        }
        if (query.startsWith("label_replace(") || query.startsWith("sum")) {
            return sums(query, time);
        }
        Matcher count = COUNT.matcher(query);
        if (count.matches()) {
            long found = now(count.group(1), time).count();
            Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> one =
                    Stream.of(Map.entry(Map.of(), new TreeMap<>(Map.of(time, Long.toString(found)))));
            return instant(one.filter(entry -> found > 0), "{}");
        }
        return RANGE.matcher(query).matches() ? matrix(range(query, time)) : instant(now(query, time), null);
    }

    /** Sums of what was added between the first and the last sample of a range: without extrapolation. */
    private String sums(String query, Instant time) {
        StringBuilder found = new StringBuilder();
        Matcher replaced = REPLACED.matcher(query);
        if (!replaced.lookingAt()) {
            sums(query, time, Map.of()).forEach((labels, sum) -> append(found, labels, time, sum));
        }
        replaced.reset();
        while (replaced.find()) {
            sums(replaced.group(1), time, Map.of(replaced.group(2), replaced.group(3)))
                    .forEach((labels, sum) -> append(found, labels, time, sum));
        }
        return success("vector") + found + "]}}";
    }

    private static void append(StringBuilder found, Map<String, String> labels, Instant time, Double sum) {
        found.append(found.isEmpty() ? "" : ",")
                .append("{\"metric\":" + labels(labels) + ",\"value\":" + point(time, printed(sum)) + "}");
    }

    private Map<Map<String, String>, Double> sums(String query, Instant time, Map<String, String> added) {
        Matcher sum = SUM.matcher(query);
        require(sum.matches(), query);
        List<String> by =
                sum.group(1) == null ? List.of() : List.of(sum.group(1).split(","));
        Map<Map<String, String>, Double> sums = new LinkedHashMap<>();
        range(sum.group(2), time).filter(entry -> entry.getValue().size() > 1).forEach(entry -> {
            Map<String, String> labels = new TreeMap<>(added);
            by.stream()
                    .filter(entry.getKey()::containsKey)
                    .forEach(label -> labels.put(label, entry.getKey().get(label)));
            sums.merge(labels, increase(entry.getValue()), Double::sum);
        });
        return sums;
    }

    private static double increase(NavigableMap<Instant, String> samples) {
        return Double.parseDouble(samples.lastEntry().getValue())
                - Double.parseDouble(samples.firstEntry().getValue());
    }

    private Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> range(String query, Instant time) {
        Matcher range = RANGE.matcher(query);
        require(range.matches(), query);
        return between(range.group(1), time.minusSeconds(Long.parseLong(range.group(2))), time);
    }

    private Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> now(String selector, Instant time) {
        return between(selector, time.minus(Duration.ofMinutes(5)), time);
    }

    private Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> between(
            String query, Instant after, Instant upTo) {
        Matcher selector = SELECTOR.matcher(query);
        require(selector.matches(), query);
        List<Predicate<Map<String, String>>> matchers =
                new ArrayList<>(matchers(selector.group(2) == null ? "" : selector.group(2)));
        if (!selector.group(1).isEmpty()) {
            matchers.add(labels -> labels.get("__name__").equals(selector.group(1)));
        }
        return series.entrySet().stream()
                .filter(entry -> matchers.stream().allMatch(matcher -> matcher.test(entry.getKey())))
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().subMap(after, false, upTo, true)))
                .filter(entry -> !entry.getValue().isEmpty());
    }

    private static List<Predicate<Map<String, String>>> matchers(String text) {
        List<Predicate<Map<String, String>>> matchers = new ArrayList<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            require(label.start() == end, text);
            end = label.end();
            String name = label.group(1);
            boolean isMatch = label.group(2).equals("=~");
            Pattern regex = Pattern.compile("^(?:" + label.group(3).replaceAll("\\\\(.)", "$1") + ")$");
            matchers.add(labels -> regex.matcher(labels.getOrDefault(name, "")).matches() == isMatch);
        }
        require(end == text.length(), text);
        return matchers;
    }

    private static String matrix(Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> found) {
        return found.map(entry -> "{\"metric\":" + labels(entry.getKey())
                        + (isNative(entry.getValue()) ? ",\"histograms\":[" : ",\"values\":[")
                        + entry.getValue().entrySet().stream()
                                .map(sample -> point(sample.getKey(), sample.getValue()))
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(",", success("matrix"), "]}}"));
    }

    private static String instant(
            Stream<Map.Entry<Map<String, String>, NavigableMap<Instant, String>>> found, String labels) {
        return found.map(entry -> "{\"metric\":" + (labels == null ? labels(entry.getKey()) : labels) + ",\"value\":"
                        + point(
                                entry.getValue().lastKey(),
                                entry.getValue().lastEntry().getValue())
                        + "}")
                .collect(Collectors.joining(",", success("vector"), "]}}"));
    }

    private static String success(String resultType) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + resultType + "\",\"result\":[";
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> "\"" + label.getKey() + "\":\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean isNative(NavigableMap<Instant, String> samples) {
        return samples.firstEntry().getValue().startsWith("{");
    }

    private static String point(Instant at, String value) {
        String printed = value.startsWith("{") ? value : "\"" + value + "\"";
        return "[" + BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString() + "," + printed + "]";
    }

    private static String printed(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : new ArrayList<>(List.of(body.split("&")))) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void require(boolean condition, String query) {
        if (!condition) {
            throw new IllegalArgumentException("the fake doesn't understand " + query);
        }
    }
}
