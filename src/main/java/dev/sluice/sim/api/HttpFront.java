package dev.sluice.sim.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.sim.json.RefusalException;
import dev.sluice.sim.store.ObjectStore;
import dev.sluice.sim.store.ResourceType;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Between HTTP (or WebSockets, for watches) and the handlers of the API. */
final class HttpFront {

    private final Vertx vertx;
    private final ObjectStore store;
    private final ResourceHandler resources;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final Tables tables;

    HttpFront(Vertx vertx, ObjectStore store, Clock clock) {
        this.vertx = vertx;
        this.store = store;
        this.resources = new ResourceHandler(store, clock);
        this.discovery = new Discovery(store.types());
        this.openApi = new OpenApi(store.types());
        this.tables = new Tables(clock);
    }

    void handle(HttpServerRequest http) {
        ApiRequest head = request(http, "");
        boolean watches = http.method().name().equals("GET") && head.query().isTrue("watch");
        if (watches) {
            watch(http, head);
        } else {
            http.body().onSuccess(body -> answer(http.response(), request(http, body.toString())));
        }
    }

    private static ApiRequest request(HttpServerRequest http, String body) {
        Map<String, String> parameters = new LinkedHashMap<>();
        http.params().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return new ApiRequest(
                http.method().name(),
                http.path(),
                new Query(parameters),
                text(http.getHeader("Content-Type")),
                text(http.getHeader("Accept")),
                body);
    }

    private static String text(@org.jspecify.annotations.Nullable String header) {
        return header == null ? "" : header;
    }

    private void answer(HttpServerResponse response, ApiRequest request) {
        Answer answer = answer(request);
        response.setStatusCode(answer.code())
                .putHeader("Content-Type", "application/json")
                .end(answer.body().toString());
    }

    private Answer answer(ApiRequest request) {
        try {
            Optional<Answer> special = request.method().equals("GET")
                    ? discovery.answer(request.path()).or(() -> openApi.answer(request.path()))
                    : Reviews.answer(request);
            return special.orElseGet(() -> resources.handle(request, path(request)));
        } catch (RefusalException refusal) {
            return Answer.refused(refusal);
        } catch (RuntimeException bug) {
            return Answer.refused(new RefusalException(
                    500,
                    "InternalError",
                    request.method() + " " + request.path() + " failed in the embedded API server: " + bug));
        }
    }

    private static RequestPath path(ApiRequest request) {
        return RequestPath.parse(request.path())
                .orElseThrow(() -> new RefusalException(
                        404, "NotFound", "the server could not find the requested resource: " + request.path()));
    }

    private void watch(HttpServerRequest http, ApiRequest request) {
        RequestPath path;
        ResourceType type;
        try {
            path = path(request);
            type = resources.type(path);
        } catch (RefusalException refusal) {
            http.response()
                    .setStatusCode(refusal.code())
                    .putHeader("Content-Type", "application/json")
                    .end(Answer.failure(refusal).toString());
            return;
        }
        if ("websocket".equalsIgnoreCase(http.getHeader("Upgrade"))) {
            http.toWebSocket().onSuccess(socket -> stream(socket, request, path, type));
        } else {
            stream(http.response(), request, path, type);
        }
    }

    private void stream(ServerWebSocket socket, ApiRequest request, RequestPath path, ResourceType type) {
        Watch watch = open(request, path, type, event -> {
            if (!socket.isClosed()) {
                socket.writeTextMessage(event.toString());
            }
        });
        socket.closeHandler(any -> watch.close());
        endAfterTimeout(request, () -> socket.close());
    }

    private void stream(HttpServerResponse response, ApiRequest request, RequestPath path, ResourceType type) {
        response.setChunked(true).putHeader("Content-Type", "application/json");
        response.write("\n"); // sends the headers: a client waits for them, and the first change may be far away
        Watch watch = open(request, path, type, event -> {
            if (!response.ended() && !response.closed()) {
                response.write(event + "\n");
            }
        });
        response.closeHandler(any -> watch.close());
        endAfterTimeout(request, () -> {
            watch.close();
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    /** Events come from any thread; the connection's context keeps them in order. */
    private Watch open(ApiRequest request, RequestPath path, ResourceType type, Consumer<ObjectNode> write) {
        Context context = vertx.getOrCreateContext();
        Consumer<ObjectNode> events = event -> context.runOnContext(any -> write.accept(event));
        return Watch.open(store, type, request, path, new Watch.Sink(tables, events));
    }

    private void endAfterTimeout(ApiRequest request, Runnable end) {
        request.query()
                .number("timeoutSeconds")
                .filter(seconds -> seconds > 0)
                .ifPresent(seconds -> vertx.setTimer(seconds * 1_000, any -> end.run()));
    }
}
