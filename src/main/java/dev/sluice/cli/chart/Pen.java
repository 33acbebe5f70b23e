package dev.sluice.cli.chart;

/**
 * How a line is drawn.
 *
 * @param colour as {@code #rrggbb}
 */
record Pen(String colour, double width, boolean isDashed) {

    static final Pen FRAME = new Pen("#888888", 1, false);
    static final Pen GRID = new Pen("#e4e4e4", 1, false);

    static Pen of(Curve curve) {
        return new Pen(curve.colour(), 2, curve.isDashed());
    }
}
