package dev.sluice.scenario.bed;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A real API server, controller manager, istiod, Envoy and Prometheus, brought up by the test bed's script. */
public final class TestBed implements Cluster {

    private static final Path TARGET = Path.of("target");
    private static final int OK = 0;

    private final Path script;
    private final Path kubeconfig;
    private final String prometheus;
    private final KubernetesClient client;
    private final Path logs;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private @Nullable Operator operator;

    public TestBed() {
        this.script = script();
        if (run(script, "status").exit() != OK) {
            require(run(script, "up", "--istio"));
        }
        String env = require(run(script, "env"));
        this.kubeconfig = Path.of(variable(env, "KUBECONFIG"));
        this.prometheus = variable(env, "SLUICE_TESTBED_PROMETHEUS");
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
        this.logs = TARGET.resolve("scenarios");
        applyCustomResourceDefinitions();
    }

    @Override
    public KubernetesClient client() {
        return client;
    }

    @Override
    public synchronized Operator operator() {
        if (operator == null) {
            operator = new OperatorProcess(kubeconfig, Allowance.write(client, logs), logs);
        }
        return operator;
    }

    @Override
    public String newNamespace() {
        String name = "s-" + UUID.randomUUID().toString().substring(0, 8);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        namespaces.add(name);
        return name;
    }

    @Override
    public void dropNamespace(String name) {
        client.namespaces().withName(name).delete();
    }

    @Override
    public String prometheus() {
        return prometheus;
    }

    @Override
    public Traffic traffic(String host, Demand demand) {
        return new Load(script, logs, host, demand);
    }

    /** Asks through the mesh client's proxy until pods answer steadily. */
    @Override
    public void awaitReachable(String host) {
        await(host + " to answer through the mesh")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> Stream.generate(() -> host).limit(8).allMatch(TestBed::isAnsweredByAPod));
    }

    /** Policies hold their namespace until the operator has let go of them, so it ends after them. */
    @Override
    public void close() {
        namespaces.forEach(this::dropNamespace);
        try {
            await("scenarios' namespaces to be gone")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> namespaces.stream()
                            .allMatch(name -> client.namespaces().withName(name).get() == null));
        } catch (ConditionTimeoutException e) {
            System.err.println("Left behind, finalizers removed: " + stripped());
        }
        if (operator != null) {
            operator.close();
        }
        client.close();
    }

    private List<String> stripped() {
        List<HasMetadata> left = namespaces.stream()
                .flatMap(name -> Stream.of(App.POLICY, Releases.KIND)
                        .flatMap(kind ->
                                client.genericKubernetesResources(kind).inNamespace(name).list().getItems().stream()))
                .map(HasMetadata.class::cast)
                .toList();
        left.forEach(object -> client.resource(object).edit(found -> {
            found.getMetadata().setFinalizers(List.of());
            return found;
        }));
        return left.stream()
                .map(object -> object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                        + object.getMetadata().getName())
                .toList();
    }

    /** Whether a pod answered, if only with an error of its own. */
    private static boolean isAnsweredByAPod(String host) {
        int port = 1 + Integer.parseInt(System.getenv().getOrDefault("SLUICE_TESTBED_ISTIO_PORT", "18080"));
        String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .contains("\r\nx-version: ");
        } catch (IOException e) {
            return false;
        }
    }

    private void applyCustomResourceDefinitions() {
        Path generated = TARGET.resolve("kubernetes");
        if (!Files.isDirectory(generated)) {
            return;
        }
        try (Stream<Path> files = Files.list(generated)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("-v1.yml")).toList()) {
                for (HasMetadata definition :
                        client.load(Files.newInputStream(file)).items()) {
                    client.resource(definition).createOr(NonDeletingOperation::update);
                    client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName(definition.getMetadata().getName())
                            .waitUntilCondition(TestBed::isEstablished, 30, TimeUnit.SECONDS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Unreadable definitions in " + generated, e);
        }
    }

    private static Path script() {
        Path script = Path.of(System.getProperty("sluice.testbed", "../shared/testbed/testbed"));
        if (!Files.isExecutable(script)) {
            throw new IllegalStateException(
                    "No test bed at %s: give its script with -Dsluice.testbed=PATH".formatted(script.toAbsolutePath()));
        }
        return script.toAbsolutePath().normalize();
    }

    private static String variable(String env, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=(\\S+)").matcher(env);
        if (!matcher.find()) {
            throw new IllegalStateException("The test bed names no " + name + ": " + env);
        }
        return matcher.group(1);
    }

    private static String require(Operator.CommandResult result) {
        if (result.exit() != OK) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT, "The test bed's script ended with %d: %s", result.exit(), result.output()));
        }
        return result.output();
    }

    private static Operator.CommandResult run(Path script, String... words) {
        return Commands.run(
                Stream.concat(Stream.of(script.toString()), Stream.of(words)).toList(), Map.of());
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
