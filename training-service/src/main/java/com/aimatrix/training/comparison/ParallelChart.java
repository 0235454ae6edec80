package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.ParallelCoordinates.Axis;
import com.aimatrix.training.comparison.ParallelCoordinates.Line;
import com.aimatrix.training.comparison.ParallelCoordinates.Parallel;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws {@link ParallelCoordinates}, coloured by the metric, which is the last axis. */
final class ParallelChart {

    private static final int MOST_AXES = 16;
    private static final int MOST_LABELLED = 12;
    private static final int HEIGHT = 540;
    private static final int AXIS_WIDTH = 150;
    private static final double LETTER_WIDTH = 7;
    private static final double PLOT_SHARE = 0.95;

    /** Where the picture begins, in axes; likewise what is missing of one more at its end. */
    private static final double LEFT = -0.3;

    private static final double RIGHT = 0.4;

    /** Where a run has no value. */
    private static final double NONE = -0.12;

    /** Viridis: dark for the lowest, yellow for the highest. */
    private static final Color[] COLOURS = {
        new Color(68, 1, 84),
        new Color(59, 82, 139),
        new Color(33, 145, 140),
        new Color(94, 201, 98),
        new Color(240, 200, 30)
    };

    private final XYChart chart;

    /** From one axis to the next, in pixels. */
    private final double axisWidth;

    /** Whether a run lacks a value. */
    private final boolean gaps;

    private ParallelChart(Parallel parallel, int width) {
        int axes = parallel.axes().size();
        chart = new XYChart(width, HEIGHT);
        axisWidth = PLOT_SHARE * width / (axes - LEFT - RIGHT);
        gaps = parallel.lines().stream()
                .flatMap(each -> each.positions().stream())
                .anyMatch(Objects::isNull);
        style(axes);
        chart.setTitle(
                "%d runs, coloured by %s".formatted(parallel.lines().size(), ChartStyle.label(parallel.metric(), 60)));
        parallel.lines().forEach(this::add);
        for (int i = 0; i < axes; i++) {
            axis(parallel.axes().get(i), i);
        }
    }

    static Picture of(Parallel parallel) {
        List<Axis> axes = parallel.axes();
        if (axes.size() > MOST_AXES) {
            throw ApiProblem.badField(
                    "params",
                    "expected at most %d parameters in a picture, got %d; name those to show"
                            .formatted(MOST_AXES - 1, axes.size() - 1));
        }
        int width = Math.max(720, AXIS_WIDTH * axes.size());
        if (parallel.lines().isEmpty()) {
            return Notice.picture(width, HEIGHT, "no run has a value of %s".formatted(parallel.metric()));
        }
        XYChart chart = new ParallelChart(parallel, width).chart;
        return new Picture(width, HEIGHT, graphics -> chart.paint(graphics, width, HEIGHT));
    }

    private void style(int axes) {
        ChartStyle.apply(chart.getStyler());
        chart.getStyler()
                .setXAxisMin(LEFT)
                .setXAxisMax(axes - RIGHT)
                .setYAxisMin(gaps ? NONE - 0.05 : -0.05)
                .setYAxisMax(1.05)
                .setYAxisTicksVisible(false)
                .setXAxisTicksVisible(false)
                .setPlotGridLinesVisible(false)
                .setLegendVisible(false);
        chart.getStyler()
                .setAnnotationTextFont(ChartStyle.font(Font.PLAIN, 11))
                .setAnnotationTextFontColor(ChartStyle.INK);
    }

    private void add(Line line) {
        List<Double> positions = line.positions();
        XYSeries series = chart.addSeries(
                line.runId(),
                IntStream.range(0, positions.size()).asDoubleStream().toArray(),
                positions.stream()
                        .mapToDouble(each -> each == null ? NONE : each)
                        .toArray());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour(positions.get(positions.size() - 1)));
        series.setLineStyle(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }

    private void axis(Axis axis, int at) {
        XYSeries line = chart.addSeries("axis " + at, new double[] {at, at}, new double[] {gaps ? NONE : 0, 1});
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ChartStyle.INK);
        line.setLineStyle(new BasicStroke(1.2f));
        chart.addAnnotation(new AnnotationText(ChartStyle.label(axis.name(), 22), at, 1.05, false));
        if (gaps) {
            label("none", at, NONE);
        }
        if (axis.categories() == null) {
            if (axis.min() != null) {
                label(Figures.text(axis.min()), at, axis.position(axis.min()));
                if (!axis.min().equals(axis.max())) {
                    label(Figures.text(axis.max()), at, 1);
                }
            }
        } else if (axis.categories().size() <= MOST_LABELLED) {
            axis.categories().forEach(each -> label(ChartStyle.label(each, 14), at, axis.position(each)));
        }
    }

    /** Right of the axis; an annotation has its middle where it is put, so that depends on its length. */
    private void label(String text, int axis, double position) {
        double half = (8 + text.length() * LETTER_WIDTH / 2) / axisWidth;
        chart.addAnnotation(new AnnotationText(text, axis + half, position, false));
    }

    private static Color colour(double share) {
        double at = share * (COLOURS.length - 1);
        int below = Math.min(COLOURS.length - 2, (int) at);
        return ChartStyle.between(COLOURS[below], COLOURS[below + 1], at - below, 170);
    }
}
