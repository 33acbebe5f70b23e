package dev.sluice.cli.chart;

import java.util.List;

/** Something to draw on, in pixels from the upper left corner. */
interface Canvas {

    /** Where a text's point is. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    void line(List<Point> points, Pen pen);

    void text(String text, Point at, Anchor anchor, boolean isBold);
}
