package dev.sluice.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page about the commands, out of what picocli knows of them. */
final class CommandReference {

    private static final String HEAD = """
            # Commands

            Generated from the commands themselves; `sluice help`, `sluice COMMAND --help` say the same. As a plugin of kubectl
            each is called `kubectl sluice COMMAND`. Every command takes `-h`, `--help` and `-V`, `--version`. Durations are written
            like `90s`, `10m` or `1h30m`. Errors go to the standard error as one line: what happened, to which object, what to do.
            """;

    private final List<String> lines = new ArrayList<>();

    private CommandReference() {}

    static String of(CommandLine program) {
        CommandReference page = new CommandReference();
        page.lines.add(HEAD);
        page.lines.add("| command | what it does |");
        page.lines.add("|---|---|");
        Map<String, CommandLine> commands = new LinkedHashMap<>(program.getSubcommands());
        commands.remove("help");
        commands.forEach((name, command) -> page.lines.add("| [" + name + "](#" + name + ") | "
                + cell(command.getCommandSpec().usageMessage().description()[0]) + " |"));
        commands.forEach(page::add);
        return String.join("\n", page.lines) + "\n";
    }

    private void add(String name, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        lines.add("\n## " + name + "\n");
        lines.add(String.join("\n", spec.usageMessage().description()));
        lines.add("\n```sh\n" + example(spec) + "\n```\n");
        List<String> rows = new ArrayList<>();
        spec.positionalParameters().forEach(parameter -> rows.add(row(parameter)));
        spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .forEach(option -> rows.add(row(option)));
        if (!rows.isEmpty()) {
            lines.add("| argument | meaning |\n|---|---|");
            lines.addAll(rows);
            lines.add("");
        }
        lines.add("| exit code | when |\n|---|---|");
        for (Map.Entry<String, String> code : spec.usageMessage().exitCodeList().entrySet()) {
            lines.add("| " + code.getKey().strip() + " | " + cell(code.getValue()) + " |");
        }
    }

    /** Footers are formats: a percent sign is written twice. */
    static String example(CommandSpec spec) {
        return String.join("\n", spec.usageMessage().footer()).replace("%%", "%");
    }

    private static String row(PositionalParamSpec parameter) {
        boolean isOptional = parameter.arity().min() == 0;
        boolean isMany = parameter.arity().max() > 1;
        String label = parameter.paramLabel() + (isMany ? "…" : "");
        return row(isOptional ? "[" + label + "]" : label, parameter);
    }

    private static String row(OptionSpec option) {
        String names = String.join("`, `", option.names()).replaceFirst("^--", option.negatable() ? "--[no-]" : "--");
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        return row(names + value, option);
    }

    private static String row(String title, ArgSpec argument) {
        return "| `" + title + "` | " + cell(String.join(" ", argument.renderedDescription())) + " |";
    }

    private static String cell(String text) {
        return Ansi.OFF.string(text).strip().replace("|", "\\|");
    }
}
