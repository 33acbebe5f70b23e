package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.ClusterOptions;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Screen;
import dev.sluice.cli.view.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice get}: policies as a table, one as a tree. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows policies as a table, or one of them with its release and pods.")
public final class GetCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration EVER = Duration.ofDays(365);

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the policy; all if none is given.")
    @Nullable
    String name;

    @Mixin
    ClusterOptions options = new ClusterOptions();

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "Those of all namespaces.")
    boolean isEverywhere;

    @Option(
            names = {"-w", "--watch"},
            description = "Look again each second, until Ctrl-C.")
    boolean isWatching;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print the objects: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Format format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = options.open()) {
            if (format != null) {
                out.println(objects(cluster, format));
            } else if (isWatching) {
                watch(cluster, out, Terminal.detect());
            } else {
                lines(cluster, Terminal.detect()).forEach(out::println);
            }
            return 0;
        }
    }

    private String objects(Cluster cluster, Format as) {
        return name == null ? as.of(cluster.policies(isEverywhere)) : as.of(cluster.policy(name));
    }

    private List<String> lines(Cluster cluster, Terminal terminal) {
        Paint paint = Paint.on(terminal);
        if (name != null) {
            return new PolicyTree(paint, Math.min(140, terminal.columns() - 1)).lines(Seen.look(cluster, name));
        }
        List<ReleasePolicy> policies = cluster.policies(isEverywhere);
        return policies.isEmpty()
                ? List.of("There are no policies"
                        + (isEverywhere ? "." : " in namespace " + cluster.namespace() + "; -A looks everywhere."))
                : new PolicyTable(paint, Instant.now()).lines(policies);
    }

    private void watch(Cluster cluster, PrintWriter out, Terminal terminal) {
        Screen screen = new Screen(out, terminal);
        List<String> before = new ArrayList<>();
        Poll.until(
                () -> {
                    List<String> now = lines(cluster, terminal);
                    if (!now.equals(before)) {
                        draw(screen, out, terminal, now);
                        before.clear();
                        before.addAll(now);
                    }
                    return false;
                },
                LOOK,
                EVER);
    }

    private static void draw(Screen screen, PrintWriter out, Terminal terminal, List<String> lines) {
        if (terminal.isScreen()) {
            screen.draw(lines);
        } else {
            lines.forEach(out::println);
            out.println();
        }
    }
}
