package dev.sluice.cli.chart;

/** A place: of a curve in its own units, or on the paper in pixels from the upper left corner. */
public record Point(double x, double y) {}
