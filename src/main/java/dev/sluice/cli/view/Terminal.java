package dev.sluice.cli.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What standard output leads to.
 *
 * @param isScreen whether text can be drawn over; else lines are only added
 * @param isColoured whether colours are wanted and understood
 */
public record Terminal(boolean isScreen, boolean isColoured, int columns, int rows) {

    /** A file or a pipe. */
    public static final Terminal PAPER = new Terminal(false, false, 100, Integer.MAX_VALUE);

    /** Java has no way to ask for the size; and newer ones call every output a console. So the shell is asked. */
    private static final String QUESTION = "test -t 1 && stty size </dev/tty >&2";

    /** Asks the system. Where it cannot be asked, the output counts as a file. */
    public static Terminal detect() {
        Map<String, String> environment = System.getenv();
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return PAPER;
        }
        String[] size = askForSize().split(" ", -1);
        if (size.length != 2) {
            return PAPER;
        }
        boolean isColoured = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(true, isColoured, orElse(size[1], 100), orElse(size[0], 40));
    }

    private static int orElse(String text, int otherwise) {
        int read = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return read > 0 ? read : otherwise;
    }

    private static String askForSize() {
        try {
            Process shell = new ProcessBuilder("sh", "-c", QUESTION)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var answer = shell.getErrorStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
                return shell.waitFor(1, TimeUnit.SECONDS) && shell.exitValue() == 0 ? text : "";
            }
        } catch (IOException | UncheckedIOException noShell) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
