package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.Correlations.Matrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.Locale;

/**
 * Draws {@link Correlations}: red where one rises with the other, blue where it falls, grey where none is defined. Squares and
 * texts of its own: the heat map of XChart 4.0 puts values and names beside their cells.
 */
final class CorrelationChart {

    private static final int MOST_COLUMNS = 40;
    private static final int CELL = 46;
    private static final int LABELS = 210;
    private static final int TOP = 210;
    private static final double SLANT = -Math.PI / 3;
    private static final Color POSITIVE = new Color(214, 96, 77);
    private static final Color NEGATIVE = new Color(67, 147, 195);
    private static final Color UNDEFINED = new Color(225, 225, 225);

    private CorrelationChart() {}

    static Picture of(Matrix matrix) {
        int size = matrix.columns().size();
        if (size > MOST_COLUMNS) {
            throw ApiProblem.badField(
                    "metrics",
                    "expected at most %d parameters and metrics in a picture, got %d; name params and metrics"
                            .formatted(MOST_COLUMNS, size));
        }
        if (size == 0) {
            return Notice.picture(840, 320, "no numeric parameter or metric varies among these runs");
        }
        // Names slant to the right, beyond the last column.
        int width = LABELS + Math.max(size * CELL + LABELS / 2, 320);
        int height = TOP + size * CELL + 20;
        return new Picture(width, height, graphics -> paint(matrix, graphics));
    }

    private static void paint(Matrix matrix, Graphics2D graphics) {
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(ChartStyle.font(Font.BOLD, 14));
        graphics.drawString(
                "%s correlation of %d runs"
                        .formatted(matrix.method(), matrix.runs().size()),
                16,
                26);
        List<String> names = matrix.columns().stream().map(ChartStyle::label).toList();
        for (int i = 0; i < names.size(); i++) {
            name(names.get(i), i, graphics);
            for (int j = 0; j < names.size(); j++) {
                cell(matrix.coefficients().get(i).get(j), i, j, graphics);
            }
        }
    }

    /** Left of its row, and above its column. */
    private static void name(String name, int index, Graphics2D graphics) {
        graphics.setColor(ChartStyle.INK);
        graphics.setFont(ChartStyle.font(Font.PLAIN, 11));
        FontMetrics font = graphics.getFontMetrics();
        int middle = index * CELL + CELL / 2;
        graphics.drawString(name, LABELS - 8 - font.stringWidth(name), TOP + middle + font.getAscent() / 2 - 1);
        AffineTransform upright = graphics.getTransform();
        graphics.translate(LABELS + middle + 4, TOP - 6);
        graphics.rotate(SLANT);
        graphics.drawString(name, 0, 0);
        graphics.setTransform(upright);
    }

    private static void cell(Double value, int row, int column, Graphics2D graphics) {
        int x = LABELS + column * CELL;
        int y = TOP + row * CELL;
        graphics.setColor(value == null ? UNDEFINED : colour(value));
        graphics.fillRect(x, y, CELL - 1, CELL - 1);
        if (value != null) {
            // Plus zero, or a small negative one would read -0.00.
            String text = String.format(Locale.ROOT, "%.2f", Math.rint(value * 100) / 100 + 0.0);
            FontMetrics font = graphics.getFontMetrics();
            graphics.setColor(ChartStyle.INK);
            graphics.drawString(text, x + (CELL - font.stringWidth(text)) / 2, y + CELL / 2 + font.getAscent() / 2 - 1);
        }
    }

    private static Color colour(double coefficient) {
        return ChartStyle.between(Color.WHITE, coefficient < 0 ? NEGATIVE : POSITIVE, Math.abs(coefficient), 255);
    }
}
