package dev.sluice.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that the code writes. With {@code -Dsluice.docs.write=true} its test rewrites it. */
public final class GeneratedPage {
    private static final String WRITE = "sluice.docs.write";

    private GeneratedPage() {}

    /** The command that rewrites the page of a test. */
    public static String command(Class<?> test) {
        return "./mvnw test -Dtest=" + test.getSimpleName() + " -D" + WRITE + "=true";
    }

    /** Fails where the page says something else than the code. */
    public static void check(Path page, String expected, Class<?> test) {
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(page, expected);
            }
            assertThat(Files.exists(page) ? Files.readString(page) : "")
                    .as("%s has drifted from the code; rewrite it: %s", page, command(test))
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
