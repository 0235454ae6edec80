package com.aimatrix.feature.offline;

import com.aimatrix.feature.row.RawJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a training set as CSV (RFC 4180, line feeds; an empty field is null, a quoted empty field the empty text), as it is or
 * gzip-compressed. Parts that lie one behind the other are one file.
 */
final class PartFile {

    private static final int BUFFER = 1 << 16;

    private final JsonMapper json;
    private final boolean compressed;
    private final MessageDigest digest;

    /** @param digest is updated with the text, uncompressed */
    PartFile(JsonMapper json, boolean compressed, MessageDigest digest) {
        this.json = json;
        this.compressed = compressed;
        this.digest = digest;
    }

    /** The line above the rows. */
    static String header(List<String> carried, List<String> features) {
        var header = new StringBuilder("id,at,label");
        carried.forEach(name -> header.append(',').append(quoted(name)));
        features.forEach(name -> header.append(',').append(quoted(name)));
        return header.append('\n').toString();
    }

    /** Writes text; the file is there whole or not at all. */
    void write(Path file, String text) throws IOException {
        try (Writer writer = open(unfinished(file))) {
            writer.write(text);
        }
        finish(file);
    }

    /**
     * Writes a part; the file is there whole or not at all.
     *
     * @return how many nulls are in each column
     */
    long[] write(Path file, List<SpineRow> rows, List<JoinedColumn> columns) throws IOException {
        long[] nulls = new long[columns.size()];
        try (Writer writer = open(unfinished(file))) {
            for (int row = 0; row < rows.size(); row++) {
                SpineRow spine = rows.get(row);
                text(writer, spine.id());
                writer.write(',');
                writer.write(Instant.ofEpochMilli(spine.atMs()).toString());
                writer.write(',');
                text(writer, spine.label());
                for (String each : spine.carried()) {
                    writer.write(',');
                    text(writer, each);
                }
                for (int i = 0; i < nulls.length; i++) {
                    Object value = columns.get(i).value(row);
                    nulls[i] += value == null ? 1 : 0;
                    writer.write(',');
                    value(writer, value);
                }
                writer.write('\n');
            }
        }
        finish(file);
        return nulls;
    }

    /** Updates the digest with what an earlier attempt has written. */
    void digest(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = compressed ? new GZIPInputStream(raw, BUFFER) : raw) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private Writer open(Path file) throws IOException {
        OutputStream raw = Files.newOutputStream(file);
        var out = new DigestOutputStream(compressed ? new FastGzip(raw) : raw, digest);
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }

    private static void finish(Path file) throws IOException {
        Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void value(Writer writer, Object value) throws IOException {
        if (value instanceof RawJson raw) {
            char first = raw.text().charAt(raw.start());
            if (first == '"') {
                text(writer, json.readValue(raw.toString(), String.class));
            } else if (first == '[' || first == '{') {
                text(writer, raw.toString());
            } else {
                writer.write(raw.text(), raw.start(), raw.end() - raw.start());
            }
        } else if (value instanceof Number || value instanceof Boolean) {
            writer.write(value.toString());
        } else if (value instanceof Map<?, ?> || value instanceof float[]) {
            text(writer, json.writeValueAsString(value));
        } else if (value != null) {
            text(writer, value.toString());
        }
    }

    private static void text(Writer writer, String value) throws IOException {
        if (value != null) {
            writer.write(quoted(value));
        }
    }

    private static String quoted(String value) {
        boolean quote = value.isEmpty();
        for (int i = 0; i < value.length() && !quote; i++) {
            char each = value.charAt(i);
            quote = each == ',' || each == '"' || each == '\n' || each == '\r';
        }
        return quote ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    /** Speed before size: the text compresses four to one anyway. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
