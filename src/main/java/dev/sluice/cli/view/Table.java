package dev.sluice.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest cell. */
public final class Table {

    private static final int GAP = 3;

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... titles) {
        rows.add(List.of(titles));
    }

    /** Adds a row with a cell for each title. */
    public void add(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** The titles and the rows; an empty cell shows a dash. */
    public List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(Paint.pad(shown(cells.get(i)), width(i) + GAP));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> Paint.width(shown(row.get(column))))
                .max()
                .orElse(0);
    }

    private static String shown(String cell) {
        return cell.isEmpty() ? "–" : cell;
    }
}
