package dev.sluice.cli.simulate;

import dev.sluice.cli.chart.Chart;
import dev.sluice.cli.lint.LintReport;
import dev.sluice.cli.lint.Linter;
import dev.sluice.cli.manifest.Sources;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.sim.release.EngineRollout;
import dev.sluice.sim.release.Rollout;
import dev.sluice.sim.release.Setting;
import dev.sluice.sim.release.Trials;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code sluice simulate}. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = "sluice simulate policies/canary-evidence.yaml --rps 100 --fault 1%% --fault 5%%",
        description = {
            "Brings thousands of virtual releases out under a policy, good and bad ones: how often and how fast it promotes and rolls back, and how many requests fail until it does.",
            "The decisions are those of the engine and the judge that the operator runs, in virtual time; pods, route and requests are computed. The same seed gives the same figures."
        },
        exitCodeList = {
            "0:simulated",
            "1:the policy is not valid",
            "2:called wrongly, or a file that cannot be read or written"
        })
public final class SimulateCommand implements Callable<Integer> {

    private static final int INVALID = 1;
    private static final int USAGE = 2;

    /** Forms of output. */
    enum Format {
        table,
        json
    }

    private final InputStream standardInput;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "POLICY", description = "A file with a ReleasePolicy, or - for the standard input.")
    String file = "-";

    @Option(names = "--policy", paramLabel = "NAME", description = "Which one, where there are several in the file.")
    String name = "";

    @Mixin
    ServiceOptions service = new ServiceOptions();

    @Mixin
    VersionOptions versions = new VersionOptions();

    @Option(
            names = "--compare",
            paramLabel = "RULE",
            converter = Comparison.Converter.class,
            description =
                    "A rule of fixed steps and limits beside the policy, such as fixed:10%%/1m/threshold=5,99%%: 10 %% more each minute up to 50 %%, back at the fifth minute with less than 99 %% success. fixed:1-5-10-25-50%%/… lists the weights. Can be given several times.")
    List<Comparison> comparisons = new ArrayList<>();

    @Option(
            names = "--releases",
            paramLabel = "N",
            defaultValue = "2000",
            description = "How many releases of each kind (${DEFAULT-VALUE}).")
    int releases;

    @Option(
            names = "--limit",
            paramLabel = "DURATION",
            defaultValue = "6h",
            description = "After so much virtual time a release counts as still under way (${DEFAULT-VALUE}).")
    Duration limit = Duration.ZERO;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Where chance begins (${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json.")
    Format format = Format.table;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description =
                    "Also draws how soon a good version is promoted and how many requests fail on a bad one, into a .svg or .png file.")
    @Nullable
    Path plot;

    public SimulateCommand() {
        this(System.in);
    }

    SimulateCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        Setting setting = service.setting();
        List<VersionOptions.Named> named = versions.versions(service);
        service.require("--releases", releases >= 1 && releases <= 1_000_000, "from 1 to 1000000", releases);
        service.require(
                "--limit",
                ServiceOptions.isWithin(limit, Duration.ofMinutes(1), Duration.ofDays(7)),
                "from 1m to 168h",
                limit);
        service.require("--plot", plot == null || Chart.canWrite(plot), "a .svg or .png file", String.valueOf(plot));
        Path directory = plot == null ? null : plot.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            return refuse("there is no directory " + directory + " to draw into");
        }
        try {
            LintReport report = Linter.lint(Sources.read(List.of(file), standardInput));
            PrintWriter err = spec.commandLine().getErr();
            report.findings().forEach(err::println);
            return report.isClean() ? simulate(report.plans(), setting, named) : INVALID;
        } catch (NoSuchFileException e) {
            return refuse(e.getMessage() + " is not there; name a file, or - for the standard input");
        } catch (IOException e) {
            return refuse("cannot read: " + e.getMessage());
        }
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println("sluice simulate: " + message);
        return USAGE;
    }

    private int simulate(List<ReleasePlan> plans, Setting setting, List<VersionOptions.Named> named) {
        List<ReleasePlan> chosen = plans.stream()
                .filter(plan -> name.isEmpty() || plan.workload().owner().equals(name))
                .toList();
        if (chosen.size() != 1) {
            return refuse(whichPolicy(plans));
        }
        Experiment experiment = run(chosen.get(0), setting, named);
        print(experiment);
        return plot == null ? 0 : draw(experiment, plot);
    }

    private int draw(Experiment experiment, Path file) {
        try {
            Plot.of(experiment).write(file);
            return 0;
        } catch (IOException e) {
            return refuse("cannot write " + file + ": " + e);
        }
    }

    private String whichPolicy(List<ReleasePlan> plans) {
        List<String> names = plans.stream().map(plan -> plan.workload().owner()).toList();
        return names.isEmpty()
                ? "there is no ReleasePolicy in " + file
                : "say which policy with --policy NAME: " + String.join(", ", names);
    }

    private Experiment run(ReleasePlan plan, Setting setting, List<VersionOptions.Named> named) {
        List<Outcome> outcomes = new ArrayList<>();
        for (VersionOptions.Named version : named) {
            outcomes.add(outcome(version, Outcome.POLICY, new EngineRollout(plan, limit), setting));
            for (Comparison other : comparisons) {
                outcomes.add(outcome(version, other.text(), other.rule().within(limit), setting));
            }
        }
        return new Experiment(plan, setting, releases, seed, limit, outcomes);
    }

    private Outcome outcome(VersionOptions.Named version, String rule, Rollout rollout, Setting setting) {
        return new Outcome(version.name(), rule, Trials.run(rollout, setting, version.version(), releases, seed));
    }

    private void print(Experiment experiment) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(JsonReport.of(experiment));
        } else {
            TableReport.lines(experiment).forEach(out::println);
        }
    }
}
