package dev.sluice.api.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.section.Section;
import dev.sluice.api.text.Bounds;
import dev.sluice.api.text.Fault;
import dev.sluice.api.text.Wording;
import dev.sluice.core.policy.QuietPlan;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code spec.analysis.quiet}. */
final class QuietReader {
    private static final Bounds<BigDecimal> RATES = Bounds.numbers("0.1", "10");
    private static final String UNIT = "(?:[A-Za-z0-9._~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})";
    private static final Pattern PATH = Pattern.compile("/(?:" + UNIT + "(?:" + UNIT + "|/)*)?");
    private static final int LONGEST_PATH = 200;
    private static final Pattern PORT_NAME = Pattern.compile("(?=.*[a-z])[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");
    private static final int LONGEST_PORT_NAME = 15;
    private static final int LAST_PORT = 65_535;

    private QuietReader() {}

    static @Nullable QuietPlan read(Section quiet) {
        String path = quiet.requiredText(
                "path", "write the path of a request that does no harm, such as /healthz", QuietReader::checkPath);
        double perSecond = quiet.number("perSecond", RATES, 2);
        String port = port(quiet);
        return path.isEmpty() ? null : new QuietPlan(path, perSecond, port);
    }

    private static Optional<Fault> checkPath(String path) {
        if (path.length() > LONGEST_PATH) {
            return Optional.of(new Fault(
                    "has " + path.length() + " characters", "at most " + LONGEST_PATH + " are possible here"));
        }
        return PATH.matcher(path).matches()
                ? Optional.empty()
                : Optional.of(new Fault(
                        Wording.quote(path) + " is not the path of a request",
                        "write one that begins with one slash, such as /healthz; what a URL can't hold is written as"
                                + " %20"));
    }

    private static @Nullable String port(Section quiet) {
        JsonNode port = quiet.raw("port");
        if (port == null) {
            return null;
        }
        boolean isNumber = port.isIntegralNumber() && port.canConvertToInt();
        boolean isPort = isNumber
                ? port.intValue() >= 1 && port.intValue() <= LAST_PORT
                : port.isTextual()
                        && port.textValue().length() <= LONGEST_PORT_NAME
                        && PORT_NAME.matcher(port.textValue()).matches();
        if (!isPort) {
            quiet.fault(
                    "port",
                    Wording.is(port) + ", not a port of the Service",
                    "write its number, from 1 to " + LAST_PORT + ", or its name");
        }
        return isPort ? port.asText() : null;
    }
}
