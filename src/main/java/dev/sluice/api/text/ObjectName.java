package dev.sluice.api.text;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule for names in Kubernetes.
 *
 * @param words the rule as a remedy
 */
public record ObjectName(Pattern syntax, int longest, String words) {
    private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern OBJECT =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** Names of Services, and of what a Service is named after. */
    public static ObjectName service(int longest) {
        return new ObjectName(SERVICE, longest, "write lower-case letters, digits and -, a letter first");
    }

    /** Names of most other objects. */
    public static ObjectName object(int longest) {
        return new ObjectName(OBJECT, longest, "write lower-case letters, digits, - and dots");
    }

    public Optional<Fault> check(String name) {
        if (name.length() > longest) {
            return Optional.of(new Fault(
                    Wording.quote(name) + " has " + name.length() + " characters",
                    "at most " + longest + " are possible here"));
        }
        return syntax.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(new Fault(Wording.quote(name) + " cannot be such a name", words));
    }
}
