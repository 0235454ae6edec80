package com.aimatrix.training.tensorboard;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.training.artifact.RunFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Of a run's files the images and the texts. */
@Component
class FileEvents {

    private static final Pattern TEXT =
            Pattern.compile("(?i).*\\.(txt|md|json|ya?ml|csv|tsv|log|py|toml|ini)|(.*/)?MLmodel");
    private static final Pattern MARKDOWN = Pattern.compile("(?i).*\\.md");

    private final RunFiles files;
    private final ArtifactStore store;
    private final TensorBoardSettings settings;

    FileEvents(RunFiles files, ArtifactStore store, TensorBoardSettings settings) {
        this.files = files;
        this.store = store;
        this.settings = settings;
    }

    void write(String folder, EventFile out, long timeMs) throws IOException {
        var left = new AtomicInteger(settings.mostFiles());
        files.each(folder, (path, size) -> {
            boolean image =
                    LoggedImage.isOne(path) && size <= settings.largestImage().toBytes();
            boolean text = TEXT.matcher(path).matches()
                    && size <= settings.largestText().toBytes();
            if ((image || text) && left.getAndDecrement() > 0) {
                byte[] content = read("%s/%s".formatted(folder, path));
                if (image) {
                    image(path, content, out, timeMs);
                } else {
                    text(path, content, out, timeMs);
                }
            }
        });
    }

    private byte[] read(String uri) throws IOException {
        try (InputStream in = store.open(uri, null)) {
            return in.readAllBytes();
        }
    }

    private static void image(String path, byte[] content, EventFile out, long timeMs) throws IOException {
        Optional<LoggedImage> image = LoggedImage.of(path, content);
        if (image.isPresent()) {
            LoggedImage one = image.get();
            out.image(
                    one.tag(),
                    one.timeMs() == null ? timeMs : one.timeMs(),
                    one.step(),
                    one.width(),
                    one.height(),
                    content);
        }
    }

    private static void text(String path, byte[] content, EventFile out, long timeMs) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            out.text(path, timeMs, 0, MARKDOWN.matcher(path).matches() ? text : TextTable.verbatim(text));
        } catch (CharacterCodingException e) {
            // Called a text and none: there is nothing to show.
            return;
        }
    }
}
