package dev.sluice.cli.chart;

import dev.sluice.cli.chart.Canvas.Anchor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Panels side by side, each with its legend below. */
public record Chart(List<Panel> panels) {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 56;
    private static final int TOP = 36;
    private static final int RIGHT = 16;
    private static final int BELOW = 44;
    private static final int LEGEND_LINE = 18;
    private static final int SAMPLE = 28;
    private static final int SHARES = 5;

    public Chart {
        panels = List.copyOf(panels);
    }

    /** Whether a file of this name can be written: its ending says the format. */
    public static boolean canWrite(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    /**
     * Writes it as SVG or PNG, by the file's ending. PNG needs fonts on the machine, but no display.
     *
     * @throws IOException when the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.write(file, file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? png() : svg());
    }

    private byte[] svg() {
        SvgCanvas canvas = new SvgCanvas(width(), height());
        draw(canvas);
        return canvas.document().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] png() throws IOException {
        System.setProperty("java.awt.headless", "true");
        PngCanvas canvas = new PngCanvas(width(), height());
        draw(canvas);
        return canvas.file();
    }

    private int width() {
        return WIDTH * panels.size();
    }

    private int height() {
        int curves =
                panels.stream().mapToInt(panel -> panel.curves().size()).max().orElse(0);
        return TOP + HEIGHT + BELOW + curves * LEGEND_LINE + RIGHT;
    }

    private void draw(Canvas canvas) {
        for (int i = 0; i < panels.size(); i++) {
            new Drawing(canvas, panels.get(i), i * WIDTH + LEFT).draw();
        }
    }

    /** One panel on the paper. */
    private record Drawing(Canvas canvas, Panel panel, double left) {

        private static final double INNER = WIDTH - LEFT - RIGHT;

        void draw() {
            canvas.text(panel.title(), new Point(left, TOP - 14), Anchor.START, true);
            shares();
            values();
            canvas.line(List.of(at(0, 1), at(0, 0), at(1, 0)), Pen.FRAME);
            Axis axis = panel.axis();
            for (Curve curve : panel.curves()) {
                canvas.line(
                        curve.points().stream()
                                .map(point -> at(axis.position(point.x()), point.y()))
                                .toList(),
                        Pen.of(curve));
            }
            legend();
        }

        private Point at(double x, double y) {
            return new Point(left + x * INNER, TOP + (1 - y) * HEIGHT);
        }

        private void shares() {
            for (int i = 0; i <= SHARES; i++) {
                double share = (double) i / SHARES;
                canvas.line(List.of(at(0, share), at(1, share)), Pen.GRID);
                Point at = at(0, share);
                canvas.text(i * 100 / SHARES + " %", new Point(at.x() - 6, at.y() + 4), Anchor.END, false);
            }
        }

        private void values() {
            Axis axis = panel.axis();
            for (double tick : axis.ticks()) {
                double x = axis.position(tick);
                canvas.line(List.of(at(x, 0), at(x, 1)), Pen.GRID);
                String text = tick == Math.rint(tick) ? Long.toString((long) tick) : Float.toString((float) tick);
                canvas.text(text, new Point(at(x, 0).x(), TOP + HEIGHT + 16), Anchor.MIDDLE, false);
            }
            canvas.text(axis.label(), new Point(at(0.5, 0).x(), TOP + HEIGHT + 34), Anchor.MIDDLE, false);
        }

        private void legend() {
            double y = TOP + HEIGHT + BELOW + LEGEND_LINE / 2.0;
            for (Curve curve : panel.curves()) {
                canvas.line(List.of(new Point(left, y), new Point(left + SAMPLE, y)), Pen.of(curve));
                canvas.text(curve.name(), new Point(left + SAMPLE + 8, y + 4), Anchor.START, false);
                y += LEGEND_LINE;
            }
        }
    }
}
