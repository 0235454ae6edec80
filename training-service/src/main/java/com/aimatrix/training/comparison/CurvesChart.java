package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.MetricCurves.Curve;
import com.aimatrix.training.comparison.MetricCurves.Curves;
import com.aimatrix.training.comparison.MetricCurves.Point;
import java.awt.BasicStroke;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws {@link MetricCurves}. */
final class CurvesChart {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;

    /** More names than colours would tell nothing apart. */
    private static final int MOST_IN_LEGEND = 24;

    private static final BasicStroke[] STROKES = {SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DOT_DOT};

    private CurvesChart() {}

    static Picture of(Curves curves) {
        var chart = new XYChart(WIDTH, HEIGHT);
        ChartStyle.apply(chart.getStyler());
        chart.setXAxisTitle("step");
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Figures::text);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Figures::text);
        List<Curve> drawn = curves.curves().stream()
                .filter(curve -> curve.points().stream().map(Point::value).anyMatch(Objects::nonNull))
                .toList();
        chart.setTitle(
                drawn.size() <= MOST_IN_LEGEND
                        ? ChartStyle.label(curves.metric(), 80)
                        : "%s (%d of %d runs named)"
                                .formatted(ChartStyle.label(curves.metric(), 60), MOST_IN_LEGEND, drawn.size()));
        for (int i = 0; i < drawn.size(); i++) {
            add(chart, drawn.get(i), i);
        }
        if (drawn.isEmpty()) {
            return Notice.picture(WIDTH, HEIGHT, "no run has a value of %s".formatted(curves.metric()));
        }
        return new Picture(WIDTH, HEIGHT, graphics -> chart.paint(graphics, WIDTH, HEIGHT));
    }

    private static void add(XYChart chart, Curve curve, int number) {
        List<Point> points = curve.points();
        XYSeries series = chart.addSeries(
                curve.runId(),
                points.stream().mapToDouble(Point::step).toArray(),
                points.stream()
                        .mapToDouble(each -> each.value() == null ? Double.NaN : each.value())
                        .toArray());
        int colours = ChartStyle.PALETTE.length;
        BasicStroke stroke = STROKES[number / colours % STROKES.length];
        series.setLabel(ChartStyle.label(curve.runName()));
        series.setLineColor(ChartStyle.PALETTE[number % colours]);
        series.setLineStyle(new BasicStroke(
                1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, stroke.getDashArray(), stroke.getDashPhase()));
        series.setMarkerColor(ChartStyle.PALETTE[number % colours]);
        series.setMarker(points.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setShowInLegend(number < MOST_IN_LEGEND);
    }
}
