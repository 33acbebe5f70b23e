package dev.sluice.cli.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A curve of a panel.
 *
 * @param colour as {@code #rrggbb}
 * @param points from left to right; y from 0 to 1
 */
public record Curve(String name, String colour, boolean isDashed, List<Point> points) {

    private static final int MOST_POINTS = 400;

    public Curve {
        points = List.copyOf(points);
    }

    /**
     * How large a share of all has at most this value.
     *
     * @param all how many there are; more than values where some have none
     */
    public static Curve cumulative(String name, Pencil pencil, double[] values, int all) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        double height = 0;
        for (int i = 0; i < sorted.length; i++) {
            double next = (i + 1.0) / all;
            boolean isLast = i == sorted.length - 1;
            if (isLast || next - height >= 1.0 / MOST_POINTS) {
                points.add(new Point(sorted[i], height));
                points.add(new Point(sorted[i], next));
                height = next;
            }
        }
        return new Curve(name, pencil.colour(), pencil.isDashed(), points);
    }

    /** What tells curves apart. */
    public record Pencil(String colour, boolean isDashed) {}

    double largest() {
        return points.stream().mapToDouble(Point::x).max().orElse(0);
    }
}
