package dev.sluice.api.reader;

import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.ObjectName;
import dev.sluice.api.text.Wording;
import dev.sluice.core.metric.MetricPreset;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.analysis.prometheus}, but for the interval. */
record MetricsReader(
        String address, MetricPreset preset, @Nullable String secret, boolean insecureSkipVerify, Duration timeout) {
    private static final Bounds<Duration> TIMEOUTS = Bounds.durations(Duration.ofMillis(100), Duration.ofMinutes(1));
    private static final String EXAMPLE = "write such as http://prometheus.monitoring:9090";

    static MetricsReader read(Section prometheus, Defaults defaults, List<MetricPreset> presets) {
        String address = prometheus.text("address", defaults.prometheusAddress(), MetricsReader::checkAddress);
        boolean insecureSkipVerify = prometheus.flag("insecureSkipVerify");
        if (insecureSkipVerify && prometheus.says("address").startsWith("http://")) {
            prometheus.fault(
                    "insecureSkipVerify",
                    "is true, but an http address has no certificate",
                    "remove it, or write an https address");
        }
        String secret = prometheus.text("secret", "", ObjectName.object(253)::check);
        return new MetricsReader(
                address,
                preset(prometheus, presets),
                secret.isEmpty() ? null : secret,
                insecureSkipVerify,
                prometheus.duration("timeout", TIMEOUTS, Duration.ofSeconds(10)));
    }

    private static MetricPreset preset(Section prometheus, List<MetricPreset> presets) {
        List<String> names = presets.stream().map(MetricPreset::name).toList();
        return presets.get(names.indexOf(prometheus.word("preset", names, names.get(0))));
    }

    private static Optional<Fault> checkAddress(String address) {
        try {
            return checkParts(address, new URI(address));
        } catch (URISyntaxException e) {
            return Optional.of(new Fault(Wording.quote(address) + " is not an address: " + e.getReason(), EXAMPLE));
        }
    }

    private static Optional<Fault> checkParts(String address, URI uri) {
        if (!List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            return Optional.of(new Fault(Wording.quote(address) + " is not an http or https address", EXAMPLE));
        }
        if (uri.getRawUserInfo() != null) {
            return Optional.of(new Fault(
                    "holds credentials", "put them into a Secret and write its name as analysis.prometheus.secret"));
        }
        if (uri.getHost() == null) {
            return Optional.of(new Fault(Wording.quote(address) + " names no host", EXAMPLE));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of(new Fault(Wording.quote(address) + " has a query", "write the address without ? and #"));
        }
        return Optional.empty();
    }
}
