package dev.sluice.cli.look;

import static java.util.Objects.requireNonNullElse;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus;
import dev.sluice.cli.cluster.Cluster;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.cli.cluster.Target;
import dev.sluice.cli.view.Ages;
import dev.sluice.cli.view.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice history}: the releases of a policy. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        footer = "sluice history checkout -n shop",
        description = "Lists the releases of a policy, newest first.")
public final class HistoryCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Target target = new Target();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "Print the objects: ${COMPLETION-CANDIDATES}.")
    @Nullable
    Format format;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = target.open()) {
            cluster.policy(target.name());
            List<Release> releases = cluster.releases(target.name());
            if (format != null) {
                out.println(format.of(releases));
            } else if (releases.isEmpty()) {
                out.println("Policy " + target.name() + " has had no release yet.");
            } else {
                table(releases, Instant.now()).forEach(out::println);
            }
            return 0;
        }
    }

    static List<String> table(List<Release> releases, Instant now) {
        Table table = new Table("RELEASE", "PHASE", "HIGHEST", "AGE", "TOOK", "IMAGES", "BECAUSE");
        releases.forEach(release -> table.add(row(release, now)));
        return table.lines();
    }

    private static List<String> row(Release release, Instant now) {
        ReleaseStatus status = requireNonNullElse(release.getStatus(), new ReleaseStatus());
        String created = release.getMetadata().getCreationTimestamp();
        Integer highest = status.traffic == null ? null : status.traffic.highest;
        return List.of(
                release.getMetadata().getName(),
                PolicyView.phase(release),
                requireNonNullElse(highest, 0) + " %",
                Ages.of(created, now),
                status.endedAt == null || created == null
                        ? ""
                        : Ages.of(Duration.between(Instant.parse(created), Instant.parse(status.endedAt))),
                release.getSpec().candidate == null ? "" : String.join(",", release.getSpec().candidate.images),
                requireNonNullElse(status.verdict, ""));
    }
}
