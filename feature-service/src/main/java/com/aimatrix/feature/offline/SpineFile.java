package com.aimatrix.feature.offline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;

/** Spine rows on disk, in the order in which they were written. */
final class SpineFile {

    private static final int BUFFER = 1 << 16;
    private static final int NULL = -1;

    private SpineFile() {}

    /** Writes rows; the file is there whole or not at all. */
    static void write(Path file, Iterator<SpineRow> rows) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER))) {
            while (rows.hasNext()) {
                SpineRow row = rows.next();
                text(out, row.id());
                out.writeLong(row.atMs());
                text(out, row.label());
                texts(out, row.keys());
                texts(out, row.carried());
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(Path file, List<SpineRow> rows) throws IOException {
        write(file, rows.iterator());
    }

    private static void texts(DataOutputStream out, String[] values) throws IOException {
        out.writeInt(values.length);
        for (String each : values) {
            text(out, each);
        }
    }

    private static void text(DataOutputStream out, String value) throws IOException {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? NULL : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    /** Reads rows one after the other. */
    static final class Reader implements AutoCloseable {

        private final DataInputStream in;

        Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }

        /** The next row, null behind the last. */
        SpineRow next() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return null;
            }
            return new SpineRow(text(length), in.readLong(), text(in.readInt()), texts(), texts());
        }

        private String[] texts() throws IOException {
            String[] values = new String[in.readInt()];
            for (int i = 0; i < values.length; i++) {
                values[i] = text(in.readInt());
            }
            return values;
        }

        private String text(int length) throws IOException {
            return length == NULL ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
