package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.GeneratedPage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page about the commands says what the commands do. */
final class CommandReferenceTest {

    private static final Path PAGE = Path.of("docs/reference/cli.md");

    @Test
    void the_page_is_what_the_commands_say() {
        GeneratedPage.check(PAGE, CommandReference.of(Main.commandLine()), CommandReferenceTest.class);
    }

    @Test
    void every_command_has_an_example_that_it_understands() {
        Map<String, CommandLine> commands = new HashMap<>(Main.commandLine().getSubcommands());
        commands.remove("help");
        commands.forEach((name, command) -> {
            assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(name)
                    .hasSize(1);
            String example = CommandReference.example(command.getCommandSpec());
            assertThat(example).as(name).contains("sluice " + name);
            CommandLine.ParseResult parsed = Main.commandLine()
                    .parseArgs(example.replaceAll(".*sluice |\\)", "")
                            .replaceAll("\"[^\"]*\"", "text")
                            .split(" ", -1));
            assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(name);
        });
    }
}
