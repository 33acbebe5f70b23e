package dev.sluice.cli.chart;

import java.util.List;

/**
 * Curves over one axis; their height is a share.
 *
 * @param isLogarithmic whether the horizontal axis is
 */
public record Panel(String title, String label, boolean isLogarithmic, List<Curve> curves) {

    public Panel {
        curves = List.copyOf(curves);
    }

    Axis axis() {
        double largest = curves.stream().mapToDouble(Curve::largest).max().orElse(0);
        return new Axis(label, largest > 0 ? largest * 1.03 : 1, isLogarithmic);
    }
}
