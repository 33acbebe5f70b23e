package dev.sluice.metrics.prometheus.preset;

import dev.sluice.core.metric.FailureCodes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells from the labels of a series whether its requests failed. */
public final class FailureRules {
    /** The code of a request that ended without an answer: the client or a proxy gave up. */
    private static final String NO_ANSWER = "0";

    private final List<Rule> rules;

    private record Rule(String label, Pattern failed) {}

    public FailureRules(Preset.Codes codes, FailureCodes failures) {
        Pattern http = Pattern.compile(Stream.concat(failures.http().stream(), Stream.of(NO_ANSWER))
                .map(code -> code.replace("xx", ".."))
                .collect(Collectors.joining("|")));
        Pattern grpc =
                Pattern.compile(failures.grpc().stream().map(String::valueOf).collect(Collectors.joining("|")));
        this.rules = Stream.concat(
                        codes.http().stream().map(label -> new Rule(label, http)),
                        codes.grpc().stream().map(label -> new Rule(label, grpc)))
                .toList();
    }

    /** Whether the labels say what became of the requests at all. */
    public boolean apply(Map<String, String> labels) {
        return rules.stream()
                .anyMatch(rule -> !labels.getOrDefault(rule.label(), "").isEmpty());
    }

    /** Whether one of the labels says that the requests failed; a label that is not there says nothing. */
    public boolean areFailed(Map<String, String> labels) {
        return rules.stream().anyMatch(rule -> {
            String value = labels.getOrDefault(rule.label(), "");
            return !value.isEmpty() && rule.failed().matcher(value).matches();
        });
    }
}
