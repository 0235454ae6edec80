package com.aimatrix.training.tensorboard;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image among the files of a run. MLflow's {@code log_image} puts key, step and time into the name:
 * {@code images/KEY%step%3%timestamp%1700000000000%ID.png}, with plus signs instead where the store takes no percent sign.
 */
record LoggedImage(String tag, long step, Long timeMs, int width, int height, byte[] encoded) {

    private static final Pattern LOGGED =
            Pattern.compile("(.+)[%+]step[%+](\\d{1,18})[%+]timestamp[%+](\\d{1,18})[%+].*");
    private static final Pattern NAME = Pattern.compile("(?i).*\\.(png|jpe?g|gif)");

    static boolean isOne(String path) {
        return NAME.matcher(path).matches();
    }

    /** Empty when the bytes are no image. */
    static Optional<LoggedImage> of(String path, byte[] encoded) throws IOException {
        // Not ImageIO.createImageInputStream, which puts what it reads into files.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(of(path, reader.getWidth(0), reader.getHeight(0), encoded));
            } catch (IOException | RuntimeException e) {
                // Its beginning is that of an image, and what follows is none.
                return Optional.empty();
            } finally {
                reader.dispose();
            }
        }
    }

    private static LoggedImage of(String path, int width, int height, byte[] encoded) {
        Matcher logged = LOGGED.matcher(path);
        return logged.matches()
                ? new LoggedImage(
                        logged.group(1),
                        Long.parseLong(logged.group(2)),
                        Long.valueOf(logged.group(3)),
                        width,
                        height,
                        encoded)
                : new LoggedImage(path, 0, null, width, height, encoded);
    }
}
