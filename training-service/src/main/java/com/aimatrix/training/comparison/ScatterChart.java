package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Column.Scale;
import com.aimatrix.training.comparison.ParamScatter.Panel;
import com.aimatrix.training.comparison.ParamScatter.Point;
import com.aimatrix.training.comparison.ParamScatter.Scatter;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws {@link ParamScatter}: one panel a parameter, those that go with the metric most first. */
final class ScatterChart {

    private static final int MOST_PANELS = 12;
    private static final int PANEL_WIDTH = 420;
    private static final int PANEL_HEIGHT = 320;
    private static final int MOST_LABELLED = 12;
    private static final int LETTERS = 48;
    private static final Color DOT = new Color(0, 114, 178, 150);

    private ScatterChart() {}

    static Picture of(Scatter scatter) {
        List<Panel> panels = scatter.params().stream()
                .filter(each -> !each.points().isEmpty())
                .sorted(Comparator.comparingDouble((Panel each) -> each.spearman() == null
                                ? 0
                                : Math.abs(each.spearman().coefficient()))
                        .reversed())
                .limit(MOST_PANELS)
                .toList();
        if (panels.isEmpty()) {
            return Notice.picture(
                    2 * PANEL_WIDTH,
                    PANEL_HEIGHT,
                    "no parameter varies among the runs that have %s".formatted(scatter.metric()));
        }
        int columns = (int) Math.ceil(Math.sqrt(panels.size()));
        int rows = (panels.size() + columns - 1) / columns;
        List<XYChart> charts =
                panels.stream().map(panel -> chart(panel, scatter.metric())).toList();
        return new Picture(columns * PANEL_WIDTH, rows * PANEL_HEIGHT, graphics -> paint(charts, columns, graphics));
    }

    private static void paint(List<XYChart> charts, int columns, Graphics2D graphics) {
        AffineTransform whole = graphics.getTransform();
        for (int i = 0; i < charts.size(); i++) {
            graphics.translate(i % columns * PANEL_WIDTH, i / columns * PANEL_HEIGHT);
            charts.get(i).paint(graphics, PANEL_WIDTH, PANEL_HEIGHT);
            graphics.setTransform(whole);
        }
    }

    private static XYChart chart(Panel panel, String metric) {
        var chart = new XYChart(PANEL_WIDTH, PANEL_HEIGHT);
        ChartStyle.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(Figures::text);
        chart.setTitle(title(panel));
        chart.setYAxisTitle(ChartStyle.label(metric, 40));
        List<Point> points = panel.points();
        double[] x = panel.scale() == Scale.CATEGORY ? categories(chart, points) : numbers(chart, panel);
        XYSeries series =
                chart.addSeries("runs", x, points.stream().mapToDouble(Point::y).toArray());
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(DOT);
        return chart;
    }

    private static String title(Panel panel) {
        String name = ChartStyle.label(panel.name(), 30);
        return panel.spearman() == null
                ? name
                : String.format(
                        Locale.ROOT,
                        "%s  (ρ = %.2f, n = %d)",
                        name,
                        panel.spearman().coefficient(),
                        panel.spearman().n());
    }

    private static double[] numbers(XYChart chart, Panel panel) {
        chart.getStyler().setXAxisLogarithmic(panel.scale() == Scale.LOG);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Figures::text);
        return panel.points().stream().mapToDouble(each -> (Double) each.x()).toArray();
    }

    /** At whole numbers, with their names below the lowest point. */
    private static double[] categories(XYChart chart, List<Point> points) {
        List<String> names = points.stream()
                .map(each -> (String) each.x())
                .distinct()
                .sorted()
                .toList();
        double min = points.stream().mapToDouble(Point::y).min().orElseThrow();
        double max = points.stream().mapToDouble(Point::y).max().orElseThrow();
        double below = min - 0.1 * (max == min ? Math.max(1, Math.abs(min)) : max - min);
        chart.getStyler()
                .setXAxisMin(-0.5)
                .setXAxisMax(names.size() - 0.5)
                .setYAxisMin(below)
                .setXAxisTicksVisible(false);
        chart.getStyler()
                .setAnnotationTextFont(ChartStyle.font(Font.PLAIN, 11))
                .setAnnotationTextFontColor(ChartStyle.INK);
        for (int i = 0; i < names.size() && names.size() <= MOST_LABELLED; i++) {
            String label = ChartStyle.label(names.get(i), Math.max(4, LETTERS / names.size()));
            chart.addAnnotation(new AnnotationText(label, i, below, false));
        }
        return points.stream().mapToDouble(each -> names.indexOf(each.x())).toArray();
    }
}
