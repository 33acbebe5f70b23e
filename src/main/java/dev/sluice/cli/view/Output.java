package dev.sluice.cli.view;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output. */
public final class Output {

    private Output() {}

    /** In UTF-8: bars are not ASCII, and Java would take the encoding from a locale that containers rarely set. */
    public static PrintStream utf8() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }
}
