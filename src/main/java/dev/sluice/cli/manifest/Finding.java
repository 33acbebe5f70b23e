package dev.sluice.cli.manifest;

import dev.sluice.core.policy.FieldError;

/**
 * Something wrong at a place in a file.
 *
 * @param line counted from 1
 */
public record Finding(String file, int line, FieldError error) {

    public static Finding of(String file, int line, String path, String problem, String remedy) {
        return new Finding(file, line, new FieldError(path, problem, remedy));
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + error;
    }
}
