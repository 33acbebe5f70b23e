package dev.sluice.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.api.reader.Defaults;
import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleaseSpec.IntentSpec;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.core.port.FakeMetricSource;
import dev.sluice.core.port.FakeRequestSender;
import dev.sluice.core.port.FakeRouter;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.Weights;
import dev.sluice.operator.health.Pulse;
import dev.sluice.operator.record.ReleaseObjects;
import dev.sluice.operator.record.ReleaseStore;
import dev.sluice.operator.record.StateCodec;
import dev.sluice.sim.DemoService;
import dev.sluice.sim.FakeClock;
import dev.sluice.sim.World;
import dev.sluice.sim.WorldSettings;
import dev.sluice.workload.kube.DeploymentGateway;
import dev.sluice.workload.kube.PausedHold;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Two services in the embedded world and a policy; a test makes the policy's passes itself. */
final class GovernedShop implements AutoCloseable {

    private static final int MOST_PASSES = 20;

    private final FakeClock clock = new FakeClock();
    private final World world = World.start(WorldSettings.of(clock, 7));
    private final FakeRouter router = new FakeRouter();
    private final PolicyDriver driver;
    final FakeTemplates templates = new FakeTemplates();
    final MeterRegistry registry = new SimpleMeterRegistry();

    final KubernetesClient client = world.client();
    final RefusingHold hold = new RefusingHold(new PausedHold(client));
    final FakeAnnouncer announcer = new FakeAnnouncer();
    final ReleasePolicy policy = new ReleasePolicy();

    GovernedShop() {
        Ports ports = new Ports(
                new DeploymentGateway(client),
                hold,
                router,
                new FakeMetricSource(),
                new FakeRequestSender(),
                announcer,
                clock);
        ReleaseMeters meters = new ReleaseMeters(registry, new Pulse(clock));
        driver = new PolicyDriver(
                ports, new ReleaseStore(client), meters, new PolicyReader(Defaults.STANDARD, templates));
        for (String name : List.of("checkout", "cart")) {
            world.apply(DemoService.named("shop", name).manifests());
            router.leadToService(route(name));
        }
        policy.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("checkout")
                .withUid("uid-of-policy")
                .withGeneration(0L)
                .build());
        write("checkout");
        live(Duration.ofSeconds(10));
    }

    private static TrafficTarget route(String name) {
        return new TrafficTarget("shop", name, name + "-canary", name, List.of());
    }

    /** Sends a share of a service's traffic to its candidate, past Sluice. */
    void shift(String name, int candidate) throws PortException {
        Weights weights = new Weights(candidate);
        router.shift(route(name), weights, router.view(route(name), weights).version());
    }

    String routes() {
        return router.dump(false);
    }

    /** Writes a policy for the service of this name, past any schema. */
    void write(String name) {
        policy.setSpec(spec(name));
        policy.getMetadata().setGeneration(policy.getMetadata().getGeneration() + 1);
    }

    static ObjectNode spec(String name) {
        ObjectNode spec = new ObjectMapper().createObjectNode();
        spec.putObject("workload").put("name", name);
        spec.putObject("traffic").put("service", name).putObject("istio");
        return spec;
    }

    void live(Duration time) {
        clock.advance(time);
        world.tick();
    }

    void apply(String yaml) {
        world.apply(yaml);
    }

    void release(String name, String tag) {
        world.setImage("shop", name, DemoService.named("shop", name).image(tag));
        live(Duration.ofSeconds(10));
    }

    /** Makes one pass and keeps its status. */
    Report pass() {
        return pass(null);
    }

    /** Makes one pass beside an older policy. */
    Report pass(@Nullable String rival) {
        PolicyDriver.Outcome outcome = driver.pass(policy, rival);
        policy.setStatus(outcome.status());
        return outcome.report();
    }

    /** Makes passes, with time between them, until one says that it needs no other. */
    Report settle() {
        for (int passes = 0; passes < MOST_PASSES; passes++) {
            Report report = pass();
            if (report.wakeAfter().isNegative()) {
                return report;
            }
            live(Duration.ofSeconds(1));
        }
        throw new AssertionError("the policy did not come to rest: " + policy.getStatus().conditions);
    }

    /** The newest release. */
    Release newest() {
        return client.resources(Release.class).inNamespace("shop").list().getItems().stream()
                .max(Comparator.comparing(release -> Objects.requireNonNull(release.getSpec().revision)))
                .orElseThrow();
    }

    /** Writes down what somebody asks of the newest release. */
    void ask(String id, IntentSpec.Kind kind) {
        Release release = newest();
        IntentSpec intent = new IntentSpec();
        intent.id = id;
        intent.kind = kind;
        release.getSpec().intents.add(intent);
        client.resource(release).update();
    }

    /** Ends the newest release as if the engine had. */
    void end(Phase phase, UnaryOperator<ReleaseState> change) {
        Release release = newest();
        ReleaseState state = change.apply(ReleaseObjects.state(release, clock.instant()));
        ReleaseStatus status = release.getStatus() == null ? new ReleaseStatus() : release.getStatus();
        status.phase = phase.title();
        status.engine = StateCodec.write(state.in(phase, clock.instant()));
        release.setStatus(status);
        client.resource(release).updateStatus();
    }

    Report letGo() {
        return driver.letGo(policy);
    }

    Deployment deployment(String name) {
        return client.apps().deployments().inNamespace("shop").withName(name).get();
    }

    boolean isHeld(String name) {
        Deployment deployment = deployment(name);
        boolean isPaused = Boolean.TRUE.equals(deployment.getSpec().getPaused());
        var annotations = deployment.getMetadata().getAnnotations();
        return isPaused && annotations != null && annotations.containsKey("sluice.dev/held-by");
    }

    /** Status and message of a condition. */
    String condition(String type) {
        return policy.getStatus().conditions.stream()
                .filter(condition -> type.equals(condition.type))
                .map(GovernedShop::text)
                .findFirst()
                .orElse("");
    }

    private static String text(Condition condition) {
        return condition.status + " " + condition.reason + ": " + condition.message;
    }

    @Override
    public void close() {
        client.close();
        world.close();
    }
}
