package com.aimatrix.training.comparison;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.springframework.http.MediaType;

/**
 * Something that can be drawn, as pixels and as vectors.
 *
 * @param width in pixels, likewise height
 */
record Picture(int width, int height, Consumer<Graphics2D> drawing) {

    /** How a picture is sent. */
    enum Format {
        PNG(MediaType.IMAGE_PNG),
        SVG(MediaType.valueOf("image/svg+xml"));

        private final MediaType mediaType;

        Format(MediaType mediaType) {
            this.mediaType = mediaType;
        }

        MediaType mediaType() {
            return mediaType;
        }

        static Format of(String ending) {
            return valueOf(ending.toUpperCase(Locale.ROOT));
        }
    }

    /** @throws com.aimatrix.kit.problem.ApiProblem 501 where there is no font to draw with */
    byte[] write(Format format) {
        Fonts.require();
        var out = new ByteArrayOutputStream();
        try {
            if (format == Format.PNG) {
                png(out);
            } else {
                svg(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void png(OutputStream out) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            drawing.accept(graphics);
        } finally {
            graphics.dispose();
        }
        ImageIO.write(image, "png", out);
    }

    private void svg(OutputStream out) throws IOException {
        var graphics = new VectorGraphics2D();
        drawing.accept(graphics);
        new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
                .writeTo(out);
    }
}
