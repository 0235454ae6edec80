package com.aimatrix.feature.encoder;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderArchiveTest {

    @TempDir
    private Path folder;

    @Test
    void namesInAnotherEncodingAreRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("größe.txt"));
            zip.write(1);
        }
        var body = new ByteArrayInputStream(bytes.toByteArray());
        assertThatThrownBy(() -> EncoderArchive.unpack(body, folder, 1_000))
                .isInstanceOf(InvalidEncoder.class)
                .hasMessageContaining("expected a whole zip archive");
    }
}
