package dev.sluice.cli.view;

import java.util.List;

/** A fact with its label; long ones take several lines. */
public record Row(String label, List<String> lines) {

    public Row {
        lines = List.copyOf(lines);
    }

    public static Row of(String label, String line) {
        return new Row(label, List.of(line));
    }
}
