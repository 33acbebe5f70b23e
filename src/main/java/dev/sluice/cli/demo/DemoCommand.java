package dev.sluice.cli.demo;

import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice demo}: two releases in a world of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        footer = "sluice demo --once",
        exitCodeList = {"0:both releases ended as they must", "1:one did not", "2:called wrongly"},
        description = "Brings out a good and a bad version side by side, in a cluster inside this process.")
public final class DemoCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--once",
            description = "End after the summary; exit code 0 only if both releases ended as they must.")
    boolean isOnce;

    @Option(names = "--json", description = "Print nothing but the summary, as one JSON object; implies --once.")
    boolean isJson;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Seed of all chance in the simulated traffic (${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--rps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Simulated requests a second to each service (${DEFAULT-VALUE}).")
    int requestsPerSecond;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Terminal terminal = isJson ? Terminal.PAPER : Terminal.detect();
        Narrator narrator = isJson
                ? Narrator.SILENT
                : terminal.isScreen() ? new LiveNarrator(out, terminal) : new PlainNarrator(out);
        DemoFiles files = DemoFiles.create();
        try (DemoStage stage = DemoStage.start(seed)) {
            files.write(stage.kubeconfig());
            Demo demo = new Demo(stage, narrator, requestsPerSecond);
            try (DemoOperator operator = demo.begin(files)) {
                Summary summary = demo.run(operator);
                tell(out, summary, Paint.on(terminal));
                if (summary.isAsExpected()) {
                    files.forgetLog();
                } else {
                    System.err.println("The operator's log: " + files.log());
                }
                if (!isOnce && !isJson) {
                    stayUp(out);
                }
                return summary.isAsExpected() ? 0 : 1;
            }
        }
    }

    private void tell(PrintWriter out, Summary summary, Paint paint) {
        if (isJson) {
            out.println(summary.json());
        } else {
            summary.lines(paint).forEach(out::println);
        }
    }

    private static void stayUp(PrintWriter out) {
        List.of("", "The cluster stays up for you to play with. Ctrl-C ends it.")
                .forEach(out::println);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
