package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet.Column;
import com.aimatrix.feature.offline.SpineStore.SpineRow;
import java.io.BufferedWriter;
import java.io.IOException;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes a training set as gzip-compressed CSV (RFC 4180, line feeds) and hashes what was written. */
final class TrainingSetWriter {

    private static final int BUFFER = 1 << 16;

    private TrainingSetWriter() {}

    /** @param columns {@code double[]} or {@code String[]}, one per name; @return hex SHA-256 of the uncompressed text */
    static String write(Path file, List<SpineRow> rows, List<String> names, List<Object> columns, MessageDigest digest)
            throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished =
                Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try (OutputStream out = new FastGzip(Files.newOutputStream(unfinished));
                Writer writer = new BufferedWriter(
                        new OutputStreamWriter(new DigestOutputStream(out, digest), StandardCharsets.UTF_8), BUFFER)) {
            writer.write("id,at,label");
            for (String name : names) {
                writer.write(',');
                text(writer, name);
            }
            writer.write('\n');
            for (int row = 0; row < rows.size(); row++) {
                SpineRow spine = rows.get(row);
                text(writer, spine.id());
                writer.write(',');
                writer.write(Instant.ofEpochMilli(spine.atMs()).toString());
                writer.write(',');
                text(writer, spine.label());
                for (Object column : columns) {
                    writer.write(',');
                    value(writer, column, row);
                }
                writer.write('\n');
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void value(Writer writer, Object column, int row) throws IOException {
        if (column instanceof String[] texts) {
            text(writer, texts[row]);
            return;
        }
        double number = ((double[]) column)[row];
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            writer.write(Long.toString((long) number));
        } else if (!Double.isNaN(number)) {
            writer.write(Double.toString(number));
        }
    }

    private static void text(Writer writer, String value) throws IOException {
        if (value == null) {
            return;
        }
        boolean quote = value.isEmpty()
                || value.indexOf(',') >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
        writer.write(quote ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }

    static List<Column> describe(List<String> names, List<Object> columns) {
        var described = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            Object column = columns.get(i);
            boolean categorical = column instanceof String[];
            described.add(new Column(names.get(i), categorical ? "categorical" : "numeric", nullShare(column)));
        }
        return described;
    }

    private static Double nullShare(Object column) {
        int nulls = 0;
        int size;
        if (column instanceof String[] texts) {
            size = texts.length;
            for (String each : texts) {
                nulls += each == null ? 1 : 0;
            }
        } else {
            double[] numbers = (double[]) column;
            size = numbers.length;
            for (double each : numbers) {
                nulls += Double.isNaN(each) ? 1 : 0;
            }
        }
        return size == 0 ? null : (Double) (nulls / (double) size);
    }

    /** Speed before size: the text compresses four to one anyway. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
