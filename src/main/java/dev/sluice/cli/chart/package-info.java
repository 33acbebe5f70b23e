/** Charts as files: curves in panels, drawn as SVG or PNG. */
@NullMarked
package dev.sluice.cli.chart;

import org.jspecify.annotations.NullMarked;
