package dev.sluice.scenario.bed;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scenarios' results, gathered as they end: a file for programs and a table for docs/explanation/scenarios.md. */
public final class Results {

    private static final Path FILE = Path.of("target", "scenario-results.json");
    private static final Path TABLE = Path.of("target", "scenario-results.md");

    private final Map<String, Row> rows = new TreeMap<>();

    /**
     * One scenario.
     *
     * @param scenario its name, class first
     * @param passed whether what it claims held
     * @param outcome how its releases ended
     * @param seconds how long it took
     * @param requests requests its clients sent, all apps together
     * @param failures those that failed, by the version that answered; "-" where none did
     */
    public record Row(
            String scenario,
            boolean passed,
            String outcome,
            long seconds,
            int requests,
            Map<String, Integer> failures) {

        public Row {
            failures = new TreeMap<>(failures);
        }

        public static Row of(String scenario, boolean passed, String outcome, long seconds, List<Answers> answers) {
            Map<String, Integer> failures = answers.stream()
                    .map(Answers::versions)
                    .map(Map::entrySet)
                    .flatMap(Collection::stream)
                    .filter(entry -> entry.getValue().failures() > 0)
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().failures(), Integer::sum));
            int requests = answers.stream().mapToInt(one -> one.total().total()).sum();
            return new Row(scenario, passed, outcome, seconds, requests, failures);
        }

        private String markdown() {
            String failed = failures.isEmpty()
                    ? "0"
                    : failures.entrySet().stream()
                            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                            .collect(Collectors.joining(", "));
            return "| %s | %s | %s | %d | %d | %s |"
                    .formatted(scenario, passed ? "passed" : "**failed**", outcome, seconds, requests, failed);
        }
    }

    /** Adds a row and writes the file anew, so that an interrupted run leaves what it had. */
    public synchronized void add(Row row) {
        rows.put(row.scenario(), row);
        ObjectMapper mapper = Serialization.jsonMapper();
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            mapper.writerWithDefaultPrettyPrinter().writeValue(FILE.toFile(), rows.values());
            Files.writeString(TABLE, markdown());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + FILE, e);
        }
    }

    public synchronized String markdown() {
        return rows.values().stream().map(Row::markdown).collect(Collectors.joining("\n", """
                        | scenario | result | releases | seconds | requests | failed (answered by) |
                        | --- | --- | --- | --- | --- | --- |
                        """, "\n"));
    }
}
