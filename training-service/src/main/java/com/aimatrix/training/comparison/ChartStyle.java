package com.aimatrix.training.comparison;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all charts share. */
final class ChartStyle {

    /** Told apart by most who do not see all colours (Okabe and Ito, 2008), darker where they were pale on white. */
    static final Color[] PALETTE = {
        new Color(0, 114, 178),
        new Color(213, 94, 0),
        new Color(0, 158, 115),
        new Color(204, 121, 167),
        new Color(230, 159, 0),
        new Color(86, 180, 233),
        new Color(102, 85, 160),
        new Color(120, 120, 120)
    };

    static final Color INK = new Color(40, 40, 40);
    static final Color GRID = new Color(228, 228, 228);

    private static final int LONGEST_LABEL = 28;

    private ChartStyle() {}

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static void apply(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE)
                .setChartFontColor(INK)
                .setChartTitleFont(font(Font.BOLD, 14))
                .setChartTitleBoxVisible(false)
                .setChartPadding(10)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setPlotContentSize(0.96)
                .setLegendPosition(LegendPosition.OutsideE)
                .setLegendLayout(LegendLayout.Vertical)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(font(Font.PLAIN, 11))
                .setSeriesColors(PALETTE)
                .setMarkerSize(7);
        styler.setAxisTitleFont(font(Font.PLAIN, 12))
                .setAxisTickLabelsFont(font(Font.PLAIN, 11))
                .setAxisTickLabelsColor(INK)
                .setAxisTickMarksColor(Color.GRAY)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1))
                .setPlotMargin(4);
    }

    /** A name that fits beside others, without what XML or fonts do not know. */
    static String label(String name) {
        return label(name, LONGEST_LABEL);
    }

    static String label(String name, int longest) {
        String clean = name.codePoints()
                .map(each -> Character.isISOControl(each)
                                || Character.getType(each) == Character.SURROGATE
                                || (each & 0xfffe) == 0xfffe
                        ? '\ufffd'
                        : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (clean.isBlank()) {
            // Java cannot lay out a text of no letters.
            return "(blank)";
        }
        int length = clean.codePointCount(0, clean.length());
        return length <= longest ? clean : clean.substring(0, clean.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** A colour between two, by its share of the second. */
    static Color between(Color from, Color to, double share, int alpha) {
        return new Color(
                mix(from.getRed(), to.getRed(), share),
                mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share),
                alpha);
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }
}
