package dev.sluice.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Draws a PNG image with two dots a pixel. */
final class PngCanvas implements Canvas {

    private static final int DOTS = 2;
    private static final float[] DASH = {6, 4};

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngCanvas(int width, int height) {
        this.image = new BufferedImage(width * DOTS, height * DOTS, BufferedImage.TYPE_INT_RGB);
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(DOTS, DOTS);
    }

    @Override
    public void line(List<Point> points, Pen pen) {
        if (points.isEmpty()) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        points.forEach(point -> path.lineTo(point.x(), point.y()));
        graphics.setColor(Color.decode(pen.colour()));
        graphics.setStroke(new BasicStroke(
                (float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pen.isDashed() ? DASH : null, 0));
        graphics.draw(path);
    }

    @Override
    public void text(String text, Point at, Anchor anchor, boolean isBold) {
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, isBold ? Font.BOLD : Font.PLAIN, 12));
        int wide = graphics.getFontMetrics().stringWidth(text);
        double left = switch (anchor) {
            case START -> 0;
            case MIDDLE -> wide / 2.0;
            case END -> wide;
        };
        graphics.drawString(text, (float) (at.x() - left), (float) at.y());
    }

    /** The image file. */
    byte[] file() throws IOException {
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
