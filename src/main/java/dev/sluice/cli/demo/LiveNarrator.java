package dev.sluice.cli.demo;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.view.Paint;
import dev.sluice.cli.view.ReleaseRows;
import dev.sluice.cli.view.Row;
import dev.sluice.cli.view.Screen;
import dev.sluice.cli.view.SideBySide;
import dev.sluice.cli.view.Terminal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the releases side by side, in place. */
final class LiveNarrator implements Narrator {

    private static final int DECISION_LINES = 5;

    private final PrintWriter out;
    private final Screen screen;
    private final Paint paint;
    private final int width;

    LiveNarrator(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.screen = new Screen(out, terminal);
        this.paint = Paint.on(terminal);
        this.width = SideBySide.columnWidth(terminal, 2);
    }

    @Override
    public void say(List<String> lines) {
        lines.forEach(out::println);
    }

    @Override
    public void show(List<Course> courses, Duration sinceChange) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(SideBySide.lines(
                courses.stream().map(course -> column(course, sinceChange)).toList(), width));
        lines.add("");
        screen.draw(lines);
    }

    private List<Row> column(Course course, Duration sinceChange) {
        ReleaseRows rows = new ReleaseRows(paint, width);
        Release release = course.release().orElseGet(Release::new);
        List<Row> column = new ArrayList<>();
        column.add(Row.of(
                String.format(Locale.ROOT, "%.1f s", sinceChange.toMillis() / 1000.0),
                paint.paint(Paint.Colour.BOLD, course.contender().title())));
        column.addAll(rows.of(release));
        column.add(decision(rows.decision(release, DECISION_LINES)));
        return column;
    }

    /** Always as high, so that what is below does not jump. */
    private static Row decision(Row decision) {
        List<String> lines = new ArrayList<>(decision.lines());
        while (lines.size() < DECISION_LINES) {
            lines.add("");
        }
        return new Row(decision.label(), lines);
    }
}
