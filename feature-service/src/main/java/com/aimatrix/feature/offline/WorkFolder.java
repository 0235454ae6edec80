package com.aimatrix.feature.offline;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Where a training set is made: its spine in parts, then each part with its features. Whoever takes it up again goes on behind what is there. */
final class WorkFolder {

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final JsonMapper json;

    WorkFolder(Path folder, JsonMapper json) {
        this.folder = folder;
        this.json = json;
    }

    /**
     * The spine, once it is whole.
     *
     * @param joinKeys names of the keys that its rows hold
     */
    record Spine(int parts, long rows, List<String> joinKeys) {}

    /**
     * What is known of a part.
     *
     * @param nulls per feature
     * @param numbers whether the label, and each column that is carried along, holds nothing but numbers
     */
    record PartStatistics(int rows, long[] nulls, boolean[] numbers) {

        static PartStatistics of(List<SpineRow> rows, List<Object[]> columns, int carried) {
            long[] nulls = new long[columns.size()];
            for (int i = 0; i < nulls.length; i++) {
                for (Object value : columns.get(i)) {
                    nulls[i] += value == null ? 1 : 0;
                }
            }
            boolean[] numbers = new boolean[1 + carried];
            for (int i = 0; i < numbers.length; i++) {
                int column = i - 1;
                numbers[i] = rows.stream().allMatch(row -> isNumber(column < 0 ? row.label() : row.carried()[column]));
            }
            return new PartStatistics(rows.size(), nulls, numbers);
        }

        private static boolean isNumber(String text) {
            try {
                return text == null || Double.isFinite(new BigDecimal(text).doubleValue());
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }

    Path folder() {
        return folder;
    }

    void create() throws IOException {
        Files.createDirectories(folder);
    }

    Path spinePart(int part) {
        return folder.resolve("spine-%05d".formatted(part));
    }

    Path header() {
        return folder.resolve("header.csv.gz");
    }

    Path part(int part) {
        return folder.resolve("part-%05d.csv.gz".formatted(part));
    }

    private Path statistics(int part) {
        return folder.resolve("part-%05d.json".formatted(part));
    }

    private Path spine() {
        return folder.resolve("spine.json");
    }

    Spine readSpine() throws IOException {
        return Files.exists(spine()) ? json.readValue(Files.readAllBytes(spine()), Spine.class) : null;
    }

    void finishSpine(Spine whole) throws IOException {
        write(spine(), whole);
    }

    /** Null when the part is not there yet. */
    PartStatistics readPart(int part) throws IOException {
        return Files.exists(statistics(part))
                ? json.readValue(Files.readAllBytes(statistics(part)), PartStatistics.class)
                : null;
    }

    /** Written behind the part itself, so that it tells of a whole one. */
    void finishPart(int part, PartStatistics of) throws IOException {
        write(statistics(part), of);
    }

    private void write(Path file, Object value) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, json.writeValueAsBytes(value));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Hex SHA-256 of the uncompressed text of header and parts, one behind the other. */
    String sha256(int parts) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        for (int part = -1; part < parts; part++) {
            Path file = part < 0 ? header() : part(part);
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
