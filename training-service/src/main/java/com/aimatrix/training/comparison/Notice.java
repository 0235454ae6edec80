package com.aimatrix.training.comparison;

import java.awt.Font;

/** A picture of a sentence, where there is nothing to draw. */
final class Notice {

    private Notice() {}

    static Picture picture(int width, int height, String sentence) {
        return new Picture(width, height, graphics -> {
            graphics.setColor(ChartStyle.INK);
            graphics.setFont(ChartStyle.font(Font.PLAIN, 16));
            String text = ChartStyle.label(sentence, 100);
            int wide = graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, (width - wide) / 2, height / 2);
        });
    }
}
