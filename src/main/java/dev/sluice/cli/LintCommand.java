package dev.sluice.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.lint.LintReport;
import dev.sluice.cli.lint.Linter;
import dev.sluice.cli.manifest.Finding;
import dev.sluice.cli.manifest.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks policy files, and those of templates, without a cluster. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        footer = "sluice lint deploy/ policies/checkout.yaml",
        description = {
            "Checks policy files: each by itself, with each other, and with the Deployments, Services, VirtualServices and metric templates in the same files.",
            "Prints one line an error: FILE:LINE: FIELD: what is wrong; what to write."
        },
        exitCodeList = {
            "0:every policy and template is valid",
            "1:one is not",
            "2:wrong usage, or a file that cannot be read"
        })
final class LintCommand implements Callable<Integer> {
    private static final int INVALID = 1;
    private static final int USAGE = 2;

    /** Forms of output. */
    enum Format {
        text,
        json
    }

    private final InputStream standardInput;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "A file, a directory (its *.yaml, *.yml and *.json at any depth), or - for the standard input.")
    private List<String> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json.")
    private Format format;

    LintCommand() {
        this(System.in);
    }

    LintCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        try {
            LintReport report = Linter.lint(Sources.read(files, standardInput));
            print(report);
            return report.isClean() ? 0 : INVALID;
        } catch (NoSuchFileException e) {
            return refuse(e.getMessage() + " is not there; name a file, a directory, or - for the standard input");
        } catch (IOException e) {
            return refuse("cannot read: " + e.getMessage());
        }
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println("sluice lint: " + message);
        return USAGE;
    }

    private void print(LintReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.json) {
            out.println(json(report).toPrettyString());
            return;
        }
        report.findings().forEach(out::println);
        if (report.isClean()) {
            String templates = report.templates() == 0 ? "" : ", " + count(report.templates(), "template", "templates");
            String ignored = report.ignored() == 0
                    ? ""
                    : ", " + count(report.ignored(), "other document", "other documents") + " ignored";
            out.println(count(report.policies(), "policy", "policies") + templates + " ok" + ignored);
        }
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static ObjectNode json(LintReport report) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("policies", report.policies())
                .put("templates", report.templates())
                .put("ignored", report.ignored());
        ArrayNode errors = json.putArray("errors");
        for (Finding finding : report.findings()) {
            errors.addObject()
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("path", finding.error().path())
                    .put("problem", finding.error().problem())
                    .put("remedy", finding.error().remedy());
        }
        return json;
    }
}
