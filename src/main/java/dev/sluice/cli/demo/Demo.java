package dev.sluice.cli.demo;

import dev.sluice.cli.cluster.CommandException;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.manifest.Definitions;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What happens, in order: a cluster, an operator, two policies, two changes, two endings. */
final class Demo {

    private static final List<Contender> CONTENDERS =
            List.of(new Contender("checkout", 0, "Succeeded"), new Contender("cart", 0.05, "RolledBack"));

    private static final String BAKE = "5s";
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration TO_BEGIN = Duration.ofSeconds(60);
    private static final Duration TO_END = Duration.ofMinutes(4);

    private final DemoStage stage;
    private final Narrator narrator;
    private final int requestsPerSecond;

    Demo(DemoStage stage, Narrator narrator, int requestsPerSecond) {
        this.stage = stage;
        this.narrator = narrator;
        this.requestsPerSecond = requestsPerSecond;
    }

    /** Sets the stage until both policies are at rest, with traffic. */
    DemoOperator begin(DemoFiles files) {
        narrator.say(introduction(files));
        stage.apply(Definitions.yaml());
        CONTENDERS.forEach(one -> stage.apply(one.workload().manifests()));
        DemoOperator operator = DemoOperator.start(stage.apiUrl(), files.log());
        await(operator, () -> CONTENDERS.stream().allMatch(stage::isServing), "the services to serve");
        CONTENDERS.forEach(one -> stage.send(one, requestsPerSecond));
        CONTENDERS.forEach(one -> stage.applyPolicy(one, BAKE));
        await(operator, () -> CONTENDERS.stream().allMatch(stage::isAtRest), "the operator to adopt the services");
        return operator;
    }

    /** Changes both images and looks until both releases have ended. */
    Summary run(DemoOperator operator) {
        narrator.say(List.of("Both policies are at rest. Now both images change from v1 to v2."));
        List<Course> courses =
                CONTENDERS.stream().map(one -> new Course(one, stage)).toList();
        CONTENDERS.forEach(stage::change);
        long began = System.nanoTime();
        Poll.until(() -> look(operator, courses, since(began)), LOOK, TO_END);
        Duration took = since(began);
        return new Summary(courses.stream().map(course -> course.ending(took)).toList(), requestsPerSecond);
    }

    private boolean look(DemoOperator operator, List<Course> courses, Duration sinceChange) {
        check(operator);
        courses.forEach(course -> course.look(sinceChange));
        narrator.show(courses, sinceChange);
        return courses.stream().allMatch(Course::isEnded);
    }

    private void await(DemoOperator operator, BooleanSupplier until, String what) {
        BooleanSupplier look = () -> {
            check(operator);
            return until.getAsBoolean();
        };
        if (!Poll.until(look, LOOK, TO_BEGIN)) {
            throw new CommandException("waited " + TO_BEGIN.toSeconds() + " s in vain for " + what);
        }
    }

    private void check(DemoOperator operator) {
        if (!stage.isAlive()) {
            throw new CommandException("the simulated cluster stopped");
        }
        operator.failure().ifPresent(why -> {
            throw new CommandException("the operator stopped: " + why);
        });
    }

    private List<String> introduction(DemoFiles files) {
        return List.of(
                "A cluster inside this process: API server, pods, mesh, Prometheus; and the operator as in production.",
                "  traffic     %,d requests a second to each of checkout and cart".formatted(requestsPerSecond),
                "  policies    paced by evidence, weights chosen from the traffic, bake " + BAKE
                        + " (10m unless told), looks and scrapes each second",
                "  changes     checkout to a good version, cart to one that fails %.0f %% of its requests"
                        .formatted(CONTENDERS.get(1).failing() * 100),
                "  API server  " + stage.apiUrl(),
                "  log         " + files.log(),
                "  try it      export KUBECONFIG=" + files.kubeconfig(),
                "              kubectl get rp,rel      ./sluice get checkout -w      ./sluice abort checkout",
                "");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
