package dev.sluice.cli.simulate;

import dev.sluice.sim.release.Setting;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The service that is released, as options. */
final class ServiceOptions {

    private static final double MOST_REQUESTS = 1e6;
    private static final int MOST_REPLICAS = 10_000;

    @Spec(Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rps",
            required = true,
            paramLabel = "N",
            description = "Requests per second of the service, on average.")
    double requestsPerSecond;

    @Option(
            names = "--baseline-errors",
            paramLabel = "PERCENT",
            defaultValue = "0.1%",
            converter = Percent.Converter.class,
            description = "Share of requests that fail on the serving version (${DEFAULT-VALUE}).")
    Percent baselineErrors = new Percent(java.math.BigDecimal.ZERO);

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "10",
            description = "Size of the Deployment (${DEFAULT-VALUE}).")
    int replicas;

    @Option(
            names = "--ready-after",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "From the start of a pod until it is ready (${DEFAULT-VALUE}).")
    Duration readyAfter = Duration.ZERO;

    @Option(
            names = "--scrape",
            paramLabel = "DURATION",
            defaultValue = "5s",
            description = "Scrape interval of Prometheus (${DEFAULT-VALUE}).")
    Duration scrape = Duration.ZERO;

    /** The service, or a usage error that names the option. */
    Setting setting() {
        boolean isRate = requestsPerSecond > 0 && requestsPerSecond <= MOST_REQUESTS;
        require("--rps", isRate, "above 0 and at most 1000000", requestsPerSecond);
        require("--replicas", replicas >= 1 && replicas <= MOST_REPLICAS, "from 1 to 10000", replicas);
        require("--scrape", isWithin(scrape, Duration.ofSeconds(1), Duration.ofMinutes(5)), "from 1s to 5m", scrape);
        require("--ready-after", isWithin(readyAfter, Duration.ZERO, Duration.ofHours(1)), "at most 1h", readyAfter);
        return new Setting(requestsPerSecond, baselineErrors.ratio(), replicas, readyAfter, scrape);
    }

    static boolean isWithin(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    void require(String option, boolean holds, String range, Object value) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), option + " must be " + range + ", but is " + value);
        }
    }
}
