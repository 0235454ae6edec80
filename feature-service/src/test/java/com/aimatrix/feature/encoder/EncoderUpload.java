package com.aimatrix.feature.encoder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of an encoder, as a folder or as the zip archive of an upload. */
public final class EncoderUpload {

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    public static EncoderUpload of(String name, byte[] bytes) {
        return new EncoderUpload().with(name, bytes);
    }

    public EncoderUpload with(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    public EncoderUpload with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Path in(Path folder) {
        try {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                Files.write(folder.resolve(each.getKey()), each.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] zipped() {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
