package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.ClusterOptions;
import dev.sluice.cli.cluster.Poll;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice get}: policies as a table, one as a tree. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        footer = "sluice get checkout -n shop -w",
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
        check(name != null && isEverywhere, "-A lists all policies; to show one, name its namespace by -n");
        check(isWatching && format != null, "-w draws a picture and -o prints objects; kubectl get -w -o does both");
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = options.open()) {
            if (format != null) {
                out.println(objects(cluster, format));
            } else if (isWatching) {
                watch(cluster, out, Terminal.detect());
            } else {
                look(cluster, Terminal.detect()).apply(Instant.now()).forEach(out::println);
            }
            return 0;
        }
    }

    private void check(boolean isContradiction, String message) {
        if (isContradiction) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private String objects(Cluster cluster, Format as) {
        return name == null ? as.of(cluster.policies(isEverywhere)) : as.of(cluster.policy(name));
    }

    /** What is there, as text for a moment: ages in it grow although nothing happens. */
    private Function<Instant, List<String>> look(Cluster cluster, Terminal terminal) {
        Paint paint = Paint.on(terminal);
        if (name != null) {
            int columns = Math.min(140, terminal.columns() - 1);
            Seen seen = Seen.look(cluster, name);
            return now -> new PolicyTree(paint, columns, now).lines(seen);
        }
        List<ReleasePolicy> policies = cluster.policies(isEverywhere);
        List<String> none = List.of("There are no policies"
                + (isEverywhere ? "." : " in namespace " + cluster.namespace() + "; -A looks everywhere."));
        return policies.isEmpty() ? now -> none : now -> new PolicyTable(paint, now).lines(policies);
    }

    private void watch(Cluster cluster, PrintWriter out, Terminal terminal) {
        Watching watching = new Watching(out, terminal);
        Poll.until(
                () -> {
                    watching.show(() -> look(cluster, terminal));
                    return false;
                },
                LOOK,
                EVER);
    }
}
