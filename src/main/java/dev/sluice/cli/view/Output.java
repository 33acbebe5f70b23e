package dev.sluice.cli.view;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Standard output and error. */
public final class Output {

    private Output() {}

    public static PrintWriter out() {
        return utf8(FileDescriptor.out);
    }

    public static PrintWriter err() {
        return utf8(FileDescriptor.err);
    }

    /** Bars are not ASCII, and Java would take the encoding from a locale that containers rarely set. */
    private static PrintWriter utf8(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8), true);
    }
}
