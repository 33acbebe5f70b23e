package dev.sluice.cli.chart;

import java.util.List;
import java.util.Locale;

/** Draws an SVG document. */
final class SvgCanvas implements Canvas {

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    SvgCanvas(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public void line(List<Point> points, Pen pen) {
        body.append("<polyline fill=\"none\" stroke=\"").append(pen.colour()).append('"');
        body.append(" stroke-width=\"").append(number(pen.width())).append('"');
        body.append(pen.isDashed() ? " stroke-dasharray=\"6 4\"" : "").append(" points=\"");
        for (Point point : points) {
            body.append(number(point.x())).append(',').append(number(point.y())).append(' ');
        }
        body.setLength(points.isEmpty() ? body.length() : body.length() - 1);
        body.append("\"/>\n");
    }

    @Override
    public void text(String text, Point at, Anchor anchor, boolean isBold) {
        body.append("<text x=\"").append(number(at.x())).append("\" y=\"").append(number(at.y()));
        body.append("\" text-anchor=\"")
                .append(anchor.name().toLowerCase(Locale.ROOT))
                .append('"');
        body.append(isBold ? " font-weight=\"bold\"" : "").append('>');
        body.append(text.replace("&", "&amp;").replace("<", "&lt;")).append("</text>\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }

    /** The document. */
    String document() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %s</svg>
                """.formatted(width, height, width, height, body);
    }
}
