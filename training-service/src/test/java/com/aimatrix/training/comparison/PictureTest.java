package com.aimatrix.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.training.comparison.MetricCurves.Curve;
import com.aimatrix.training.comparison.MetricCurves.Curves;
import com.aimatrix.training.comparison.MetricCurves.Point;
import com.aimatrix.training.comparison.Picture.Format;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    /** In the formats that there are, checked to be what they say. */
    private static void draw(Picture picture) throws Exception {
        assertThat(ImageIO.read(new ByteArrayInputStream(picture.write(Format.PNG)))
                        .getWidth())
                .isEqualTo(picture.width());
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        assertThat(factory.newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture.write(Format.SVG)))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    private static Curves curves(String name, double... values) {
        return new Curves(
                name,
                List.of(new Curve(
                        "a",
                        name,
                        List.of(
                                new Point(Long.MIN_VALUE, values[0], Instant.EPOCH),
                                new Point(Long.MAX_VALUE, values[1], Instant.EPOCH)))),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "<b>&\"'</b>", "$\\frac{1}{2}$", "a\nb", "\u0000\u0008\uffff", "\ud800", "%s", "日本語🙂"
            })
    void whateverThingsAreCalledTheyAreDrawn(String name) throws Exception {
        var runs = new ComparedRunsOf()
                .run(0.1, name, name, "more", "1")
                .run(0.2, name, "b", "more", "2")
                .run(0.3, name, "b")
                .runs();

        draw(CurvesChart.of(curves(name, 1, 2)));
        draw(ScatterChart.of(ParamScatter.of(runs, "auc", null)));
        draw(ParallelChart.of(ParallelCoordinates.of(runs, "auc", null)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e150, -1e150, 1e-300, 1})
    void whateverTheNumbersAreTheyAreDrawn(double value) throws Exception {
        var runs = new ComparedRunsOf()
                .run(value, "p", "" + value, "q", "1e150")
                .run(1.0, "p", "1", "q", "-1e150")
                .run(-value, "p", "0", "q", "0")
                .runs();

        draw(CurvesChart.of(curves("auc", value, 1)));
        draw(ScatterChart.of(ParamScatter.of(runs, "auc", null)));
        draw(ParallelChart.of(ParallelCoordinates.of(runs, "auc", null)));
    }

    @Test
    void longNamesAreCutBetweenLetters() {
        assertThat(ChartStyle.label("🙂".repeat(30), 5)).isEqualTo("🙂🙂🙂🙂…");
        assertThat(ChartStyle.label("short", 5)).isEqualTo("short");
    }
}
