package dev.sluice.cli.view;

import java.io.PrintWriter;
import java.util.List;

/** Draws lines over those it drew before. */
public final class Screen {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final PrintWriter out;
    private final Terminal terminal;
    private int drawn;

    public Screen(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Draws in one write, so that nothing flickers; what does not fit is cut off. */
    public void draw(List<String> lines) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append(UP.formatted(drawn)).append('\r');
        }
        List<String> fitting = lines.subList(0, Math.min(lines.size(), terminal.rows() - 1));
        for (String line : fitting) {
            text.append(Paint.cut(line, terminal.columns() - 1))
                    .append(CLEAR_LINE)
                    .append('\n');
        }
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        drawn = fitting.size();
    }
}
