package dev.sluice.cli.judge;

import dev.sluice.cli.cluster.Cluster;
import dev.sluice.core.judge.Verdict.Kind;
import dev.sluice.core.judge.process.JudgeParameters;
import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.MetricTarget;
import dev.sluice.core.port.MetricSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
            "A file with a fault is not judged at all: one line an error, FILE:LINE: COLUMN: what is wrong.",
            "With --release a past release is replayed, while both versions had traffic: a row a scrape, with its time and the candidate's weight. It is the judge of errors alone, with all of alpha."
        },
        exitCodeList = {
            "0:judged, whatever the verdict",
            "1:there is no such release, no cluster, or nothing is remembered of it",
            "2:called wrongly, or a file that is faulty or cannot be read"
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

    @Mixin
    ReleaseOptions past = new ReleaseOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Comma-separated values, or - for the standard input.")
    String file = "";

    public JudgeCommand() {
        this(System.in);
    }

    JudgeCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        boolean isRelease = past.release != null;
        if (isRelease == !file.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "name either a FILE (- is the standard input) or --release");
        }
        if (!isRelease && past.prometheus != null) {
            throw new ParameterException(spec.commandLine(), "--prometheus needs --release NAMESPACE/NAME");
        }
        return isRelease ? judgeRelease() : judgeFile();
    }

    private int judgeFile() {
        Course start = options.start();
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

    private int judgeRelease() {
        try (Cluster cluster = past.open()) {
            Instant now = Instant.now();
            PastRelease release = PastRelease.of(past.read(cluster), now);
            MetricTarget own = release.plan().metrics();
            MetricTarget target = past.prometheus == null ? own : own.at(past.prometheus);
            MetricSource source = cluster.metrics();
            JudgeParameters parameters = options.of(release).withArmsShareTarget(source.armsShareTarget(target));
            var scrapes = new PastCells(source, target, now).between(release.begin(), release.end());
            if (!release.isWhole()) {
                spec.commandLine()
                        .getErr()
                        .println("sluice judge: the record of the release begins at " + release.begin()
                                + "; what was before is not judged");
            }
            Lines lines = new Lines();
            ReleaseJudgement.judge(release, scrapes, parameters, lines::print);
            return 0;
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

    private void print(Course start, List<Cell> rows) {
        Lines lines = new Lines();
        Course course = start;
        for (Cell row : rows) {
            course = (course.verdict() == Kind.ADVANCE ? course.restartStep() : course).observe(row);
            lines.print(course, "");
        }
        lines.out.flush();
    }

    /** Numbers rows. */
    private final class Lines {

        private final PrintWriter out = spec.commandLine().getOut();
        private int row;

        void print(ReleaseJudgement.Row row) {
            print(row.course(), ",\"time\":\"" + row.time() + "\",\"weight\":" + row.weight());
            out.flush();
        }

        void print(Course course, String more) {
            row++;
            out.print("{\"row\":" + row + ",\"lnRollback\":" + course.lnRollback() + ",\"lnAdvance\":"
                    + course.lnAdvance() + ",\"verdict\":\"" + course.verdict() + "\"" + more + "}\n");
        }
    }
}
