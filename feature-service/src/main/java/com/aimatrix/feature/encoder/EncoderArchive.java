package com.aimatrix.feature.encoder;

import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Takes the files of an encoder out of an uploaded zip archive, whatever folder they lie in there; others are passed over. */
final class EncoderArchive {

    private final ZipInputStream zip;
    private final Path folder;
    private final long most;
    private long bytes;

    private EncoderArchive(ZipInputStream zip, Path folder, long most) {
        this.zip = zip;
        this.folder = folder;
        this.most = most;
    }

    /**
     * Unpacks an archive into a folder.
     *
     * @param most bytes that may come out of it
     * @throws InvalidEncoder when it is none, holds a file twice or is too large
     */
    static void unpack(InputStream body, Path folder, long most) throws IOException {
        Files.createDirectories(folder);
        try (var zip = new ZipInputStream(body)) {
            if (!new EncoderArchive(zip, folder, most).unpack()) {
                throw new InvalidEncoder("body", "expected a zip archive");
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // Names in another encoding than UTF-8 are illegal arguments to the JDK.
            throw new InvalidEncoder("body", "expected a whole zip archive: " + e.getMessage(), e);
        }
    }

    private boolean unpack() throws IOException {
        boolean any = false;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            any = true;
            String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
            if (!EncoderFolder.FILES.contains(name)) {
                copy(OutputStream.nullOutputStream());
                continue;
            }
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                throw new InvalidEncoder("body", "expected one file %s in the archive, got several".formatted(name));
            }
            try (OutputStream out = Files.newOutputStream(file)) {
                copy(out);
            }
        }
        return any;
    }

    private void copy(OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
            bytes += read;
            if (bytes > most) {
                throw new InvalidEncoder("body", "expected at most %d bytes in the archive".formatted(most));
            }
            out.write(buffer, 0, read);
        }
    }
}
