package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Whether texts can be drawn: a JDK has no font of its own, and a small container may have none at all. */
final class Fonts {

    private Fonts() {}

    /** @throws ApiProblem 501 where there is none */
    static void require() {
        var graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            graphics.getFontMetrics(ChartStyle.font(Font.PLAIN, 12));
        } catch (InternalError | LinkageError e) {
            // The first time the one, then always the other: the JDK gives up its font manager for good.
            throw new ApiProblem(
                    HttpStatus.NOT_IMPLEMENTED,
                    "no-fonts",
                    "pictures need a font on the server: install fontconfig and fonts-dejavu-core and start the service again; the data of the same path can be had without",
                    List.of());
        } finally {
            graphics.dispose();
        }
    }
}
