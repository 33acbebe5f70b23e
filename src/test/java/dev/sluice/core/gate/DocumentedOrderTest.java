package dev.sluice.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order of the gates is part of the contract, so it is written down for people. */
final class DocumentedOrderTest {

    @Test
    void the_architecture_lists_the_gates_in_their_order() throws IOException {
        String order = Gates.ORDER.stream().map(Gates.Named::name).collect(Collectors.joining(" → "));

        String documented = Files.readString(Path.of("ARCHITECTURE.md"))
                .replace(" (an abort before all others)", "")
                .replaceAll("\\s+", " ");

        assertThat(documented).contains(order + " → the phase's own rule");
    }
}
