package com.aimatrix.feature.offline;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/** Where a training set is made: its spine in parts, then each part with its features. Whoever takes it up again goes on behind what is there. */
final class WorkFolder {

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

        static PartStatistics of(List<SpineRow> rows, long[] nulls, int carried) {
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
        return folder.resolve("header.csv");
    }

    Path part(int part) {
        return folder.resolve("part-%05d.csv".formatted(part));
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

    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
