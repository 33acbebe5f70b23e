package dev.sluice.cli.simulate;

import dev.sluice.api.text.DurationText;
import dev.sluice.sim.release.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The versions that are brought out, as options. */
final class VersionOptions {

    @Option(
            names = "--fault",
            paramLabel = "PERCENT",
            converter = Percent.Converter.class,
            description =
                    "Share of requests that fail on a bad version. Can be given several times; a version as good as the serving one is always simulated.")
    List<Percent> faults = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "DURATION",
            defaultValue = "0s",
            description = "So long after the release began the fault sets in (${DEFAULT-VALUE}).")
    Duration at = Duration.ZERO;

    @Option(
            names = "--above-weight",
            paramLabel = "N",
            defaultValue = "0",
            description = "The fault shows only above this percentage of the traffic (${DEFAULT-VALUE}).")
    int aboveWeight;

    /** A version and what it is called. */
    record Named(String name, Version version) {}

    /** The good one first. */
    List<Named> versions(ServiceOptions service) {
        service.require("--above-weight", aboveWeight >= 0 && aboveWeight <= 99, "from 0 to 99", aboveWeight);
        service.require("--at", at.compareTo(Duration.ofDays(1)) <= 0, "at most 24h", DurationText.print(at));
        List<Named> versions = new ArrayList<>();
        versions.add(new Named("as good as stable", Version.failing(service.baselineErrors.ratio())));
        for (Percent fault : faults) {
            versions.add(new Named(name(fault), new Version(fault.ratio(), at, aboveWeight)));
        }
        return versions;
    }

    private String name(Percent fault) {
        String from = at.isZero() ? "" : " after " + DurationText.print(at);
        String above = aboveWeight == 0 ? "" : " above weight " + aboveWeight;
        return "fails " + fault + from + above;
    }
}
