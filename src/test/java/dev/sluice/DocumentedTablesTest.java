package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.operator.record.ConditionType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables that people read say what the code does. */
final class DocumentedTablesTest {

    private static final String ANY = "any phase above but Paused";

    @Test
    void the_phase_table_lists_every_phase_with_its_legal_successors() throws IOException {
        Map<String, String> documented = table(Path.of("ARCHITECTURE.md"), "| phase |", 3);

        assertThat(documented.keySet()).containsExactlyElementsOf(titles(List.of(Phase.values())));
        for (Phase phase : Phase.values()) {
            assertThat(successors(documented.get(phase.title())))
                    .as(phase.title())
                    .containsExactlyInAnyOrderElementsOf(titles(phase.successors()));
        }
    }

    @Test
    void the_reasons_of_releases_are_all_explained() throws IOException {
        Map<String, String> documented = table(Path.of("docs/reference/reasons.md"), "| reason |", 1);

        assertThat(documented.keySet())
                .containsExactlyInAnyOrderElementsOf(ConditionType.ofReleases().stream()
                        .map(ReasonCode::title)
                        .toList());
    }

    private static List<String> successors(String cell) {
        if (cell.equals("–")) {
            return List.of();
        }
        return cell.equals(ANY)
                ? Arrays.stream(Phase.values())
                        .takeWhile(phase -> phase != Phase.PAUSED)
                        .map(Phase::title)
                        .toList()
                : List.of(cell.split(", ", -1));
    }

    private static List<String> titles(List<Phase> phases) {
        return phases.stream().map(Phase::title).toList();
    }

    private static List<String> titles(Set<Phase> phases) {
        return titles(List.copyOf(phases));
    }

    /** First column to the given one, of the table whose head begins so. */
    private static Map<String, String> table(Path file, String head, int column) throws IOException {
        return Files.readAllLines(file).stream()
                .dropWhile(line -> !line.startsWith(head))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.toMap(
                        cells -> cells[1].strip(),
                        cells -> cells[column + 1].strip(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }
}
