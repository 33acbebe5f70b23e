package dev.sluice.cli.judge;

import dev.sluice.core.metric.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice judge}. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        footer = "sluice judge --next-weight 0.25 counters.csv",
        description = {
            "Replays recorded counters: what the judge would have said after each row.",
            "FILE has the header t_seconds,candidate_requests,candidate_errors,stable_requests,stable_errors; a row holds the increments of one scrape.",
            "Prints a line of JSON a row: natural logarithms of the evidence against the candidate and for it, and the verdict. After an ADVANCE the evidence for it starts again with the next row; a ROLLBACK stays.",
            "A file with a fault is not judged at all: one line an error, FILE:LINE: COLUMN: what is wrong."
        },
        exitCodeList = {"0:judged, whatever the verdict", "2:called wrongly, or a file that is faulty or cannot be read"
        })
public final class JudgeCommand implements Callable<Integer> {

    private static final int USAGE = 2;
    private static final int SHOWN_FAULTS = 20;
    private static final String STANDARD_INPUT = "-";

    private final InputStream standardInput;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    JudgeOptions options = new JudgeOptions();

    @Parameters(paramLabel = "FILE", description = "Comma-separated values, or - for the standard input.")
    String file = STANDARD_INPUT;

    public JudgeCommand() {
        this(System.in);
    }

    JudgeCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        Replay start = options.start();
        try {
            CounterFile counters = CounterFile.parse(new String(bytes(), StandardCharsets.UTF_8));
            if (!counters.faults().isEmpty()) {
                return refuse(counters.faults());
            }
            print(start, counters.cells());
            return 0;
        } catch (NoSuchFileException e) {
            return refuse(file + " is not there; name a file, or - for the standard input");
        } catch (IOException e) {
            return refuse("cannot read " + file + ": " + e.getMessage());
        }
    }

    private byte[] bytes() throws IOException {
        return file.equals(STANDARD_INPUT) ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
    }

    private int refuse(String message) {
        spec.commandLine().getErr().println("sluice judge: " + message);
        return USAGE;
    }

    private int refuse(List<RowFault> faults) {
        PrintWriter err = spec.commandLine().getErr();
        String name = file.equals(STANDARD_INPUT) ? "<stdin>" : file;
        faults.stream().limit(SHOWN_FAULTS).forEach(fault -> err.println(fault.in(name)));
        if (faults.size() > SHOWN_FAULTS) {
            err.println("… and " + (faults.size() - SHOWN_FAULTS) + " more");
        }
        return USAGE;
    }

    private void print(Replay start, List<Cell> rows) {
        PrintWriter out = spec.commandLine().getOut();
        Replay course = start;
        for (int i = 0; i < rows.size(); i++) {
            course = course.observe(rows.get(i));
            out.print("{\"row\":%d,\"lnRollback\":".formatted(i + 1)
                    + course.lnRollback() + ",\"lnAdvance\":" + course.lnAdvance()
                    + ",\"verdict\":\"" + course.verdict() + "\"}\n");
        }
        out.flush();
    }
}
