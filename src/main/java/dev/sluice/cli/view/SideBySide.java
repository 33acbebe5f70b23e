package dev.sluice.cli.view;

import java.util.ArrayList;
import java.util.List;

/** Columns of facts with their labels on the left. */
public final class SideBySide {

    private static final int LABEL = 12;
    private static final int GAP = 2;

    private SideBySide() {}

    /** The width of a column when so many share the terminal. */
    public static int columnWidth(Terminal terminal, int columns) {
        return Math.min(64, (terminal.columns() - 1 - LABEL) / columns - GAP);
    }

    /** One column a list; the lists have the same labels in the same order. */
    public static List<String> lines(List<List<Row>> columns, int width) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < columns.get(0).size(); i++) {
            int row = i;
            List<Row> cells = columns.stream().map(column -> column.get(row)).toList();
            int height =
                    cells.stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
            for (int line = 0; line < height; line++) {
                lines.add(line(cells, line, width));
            }
        }
        return lines;
    }

    private static String line(List<Row> cells, int line, int width) {
        StringBuilder text = new StringBuilder();
        text.append(Paint.pad(line == 0 ? cells.get(0).label() : "", LABEL));
        for (Row cell : cells) {
            String content = line < cell.lines().size() ? cell.lines().get(line) : "";
            text.append(Paint.pad(Paint.cut(content, width), width + GAP));
        }
        return text.toString().stripTrailing();
    }
}
