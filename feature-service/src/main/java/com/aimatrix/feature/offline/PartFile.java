package com.aimatrix.feature.offline;

import com.aimatrix.feature.row.RawJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a training set as gzip-compressed CSV (RFC 4180, line feeds; an empty field is null, a quoted empty field the empty
 * text). Parts that lie one behind the other are one gzip file.
 */
final class PartFile {

    private static final int BUFFER = 1 << 16;

    private final JsonMapper json;

    PartFile(JsonMapper json) {
        this.json = json;
    }

    /** The line above the rows. */
    static String header(List<String> carried, List<String> features) {
        var header = new StringBuilder("id,at,label");
        carried.forEach(name -> header.append(',').append(quoted(name)));
        features.forEach(name -> header.append(',').append(quoted(name)));
        return header.append('\n').toString();
    }

    /** Writes text as a gzip file; the file is there whole or not at all. */
    static void write(Path file, String text) throws IOException {
        try (Writer writer = open(unfinished(file))) {
            writer.write(text);
        }
        finish(file);
    }

    /** Writes a part; the file is there whole or not at all. */
    void write(Path file, List<SpineRow> rows, List<Object[]> columns) throws IOException {
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
                for (Object[] column : columns) {
                    writer.write(',');
                    value(writer, column[row]);
                }
                writer.write('\n');
            }
        }
        finish(file);
    }

    private static Writer open(Path file) throws IOException {
        OutputStream out = new FastGzip(Files.newOutputStream(file));
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
