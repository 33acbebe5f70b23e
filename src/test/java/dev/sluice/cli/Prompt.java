package dev.sluice.cli;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.sim.DemoService;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A prompt in front of a cluster with nothing in it; no operator runs there. */
final class Prompt implements AutoCloseable {

    /** What a command left behind. */
    record Outcome(int exit, String out, String err) {}

    private final FakeClock clock = new FakeClock();
    private final World world = World.start(WorldSettings.of(clock, 1));
    private final KubernetesClient client = world.client();
    private final Path kubeconfig;

    private Prompt(Path directory) {
        try {
            kubeconfig = Files.writeString(directory.resolve("kubeconfig"), world.kubeconfig(Samples.NAMESPACE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A prompt with its cluster.
     *
     * @param directory where the kubeconfig is kept
     */
    static Prompt in(Path directory) {
        return new Prompt(directory);
    }

    /** Types a command, as {@link Main} would get it. */
    Outcome type(String... words) {
        return typeExactly(Stream.concat(Stream.of(words), Stream.of("--kubeconfig", kubeconfig.toString()))
                .toArray(String[]::new));
    }

    static Outcome typeExactly(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = commands.execute(words);
        return new Outcome(exit, out.toString(), err.toString());
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    KubernetesClient client() {
        return client;
    }

    /** Creates an object with its status. */
    <T extends CustomResource<?, ?>> T put(T object) {
        T created = client.resource(object).create();
        object.getMetadata().setResourceVersion(created.getMetadata().getResourceVersion());
        return client.resource(object).updateStatus();
    }

    /** Starts a service that serves with all its pods. */
    void serve(String name) {
        world.apply(DemoService.named(Samples.NAMESPACE, name).manifests());
        clock.advance(Duration.ofSeconds(5));
        world.tick();
    }

    Release release(String name) {
        return client.resources(Release.class)
                .inNamespace(Samples.NAMESPACE)
                .withName(name)
                .get();
    }

    ReleasePolicy policy(String name) {
        return client.resources(ReleasePolicy.class)
                .inNamespace(Samples.NAMESPACE)
                .withName(name)
                .get();
    }

    Deployment deployment(String name) {
        return client.apps()
                .deployments()
                .inNamespace(Samples.NAMESPACE)
                .withName(name)
                .get();
    }

    @Override
    public void close() {
        client.close();
        world.close();
    }
}
