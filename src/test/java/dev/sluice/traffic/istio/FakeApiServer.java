package dev.sluice.traffic.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * An API server in memory that keeps whatever it is given. Merge patches replace lists, as RFC 7386 has it and as the
 * library's own server does not; requests can be refused or preceded by another hand's edit, and writes are listed.
 */
final class FakeApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MergingDispatcher dispatcher = new MergingDispatcher();
    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Plan> plans = new ConcurrentLinkedDeque<>();

    private volatile Predicate<String> notServed = path -> false;

    FakeApiServer() {
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
        server.init();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.url("/"))
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    /** What was written and answered with success, each as method and path without query. */
    List<String> writes() {
        return List.copyOf(writes);
    }

    /** The paths that were read, without query. */
    List<String> reads() {
        return List.copyOf(reads);
    }

    void forgetWrites() {
        writes.clear();
    }

    /** Answers the next such request with an error. */
    void failNext(String method, String pathEnd, int code, String message) {
        plans.add(new Plan(method, pathEnd, () -> status(code, message)));
    }

    /** Answers every such request as if the API were not served. */
    void doesNotServe(String pathPart) {
        notServed = path -> path.contains(pathPart);
    }

    /** Lists the kind among those that this version of the API serves. */
    void serves(IstioKind kind, String version) {
        dispatcher.expectCustomResource(new CustomResourceDefinitionContext.Builder()
                .withGroup(IstioKind.GROUP)
                .withVersion(version)
                .withKind(kind.kind())
                .withPlural(kind.plural())
                .withScope("Namespaced")
                .build());
    }

    /** Another hand's merge patch gets in just before the next patch of this object. */
    void patchBeforeNextPatch(String path, String patch) {
        plans.add(new Plan("PATCH", path, () -> {
            dispatcher.merge(path, patch);
            return null;
        }));
    }

    /** Another hand deletes this object just before its next patch. */
    void deleteBeforeNextPatch(String path) {
        plans.add(new Plan("PATCH", path, () -> {
            dispatcher.dispatch(MergingDispatcher.request(HttpMethod.DELETE, path, ""));
            return null;
        }));
    }

    /** Stops answering. */
    void stop() {
        server.destroy();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }

    private MockResponse planned(RecordedRequest request, String path) {
        if (notServed.test(path)) {
            return status(404, "the server could not find the requested resource");
        }
        for (Plan plan : plans) {
            if (plan.method().equals(request.getMethod()) && path.endsWith(plan.pathEnd()) && plans.remove(plan)) {
                return plan.answer().get();
            }
        }
        return null;
    }

    private static MockResponse status(int code, String message) {
        ObjectNode body = JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", message)
                .put("code", code);
        return new MockResponse().setResponseCode(code).setBody(body.toString());
    }

    private record Plan(String method, String pathEnd, Answer answer) {}

    private interface Answer {
        /** Null lets the request through. */
        MockResponse get();
    }

    private final class MergingDispatcher extends KubernetesMixedDispatcher {

        MergingDispatcher() {
            super(new HashMap<>());
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String path = request.getPath().replaceAll("\\?.*", "");
            if (request.getMethod().equals("GET")) {
                reads.add(path);
            }
            MockResponse planned = planned(request, path);
            if (planned != null) {
                return planned;
            }
            MockResponse response =
                    isMergePatch(request) ? merge(path, request.getBody().readUtf8()) : super.dispatch(request);
            if (!request.getMethod().equals("GET") && response.code() < 300) {
                writes.add(request.getMethod() + " " + path);
            }
            return response;
        }

        MockResponse merge(String path, String patch) {
            MockResponse present = super.dispatch(request(HttpMethod.GET, path, ""));
            if (present.code() >= 300) {
                return present;
            }
            JsonNode merged = merged(read(present.getBody().readUtf8()), read(patch));
            return super.dispatch(request(HttpMethod.PUT, path, merged.toString()));
        }

        private boolean isMergePatch(RecordedRequest request) {
            String type = request.getHeader("Content-Type");
            return type != null && type.startsWith("application/merge-patch+json");
        }

        private static RecordedRequest request(HttpMethod method, String path, String body) {
            Headers headers =
                    Headers.builder().add("Content-Type", "application/json").build();
            return new RecordedRequest("HTTP/1.1", method, path, headers, new Buffer().writeUtf8(body));
        }

        private JsonNode merged(JsonNode target, JsonNode patch) {
            if (!patch.isObject()) {
                return patch;
            }
            ObjectNode result = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
            patch.fields().forEachRemaining(field -> {
                if (field.getValue().isNull()) {
                    result.remove(field.getKey());
                } else {
                    result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
                }
            });
            return result;
        }

        private JsonNode read(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
