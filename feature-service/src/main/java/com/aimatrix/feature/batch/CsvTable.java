package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A CSV file with a header, read one row after the other. Empty lines between rows of several columns are passed over. */
final class CsvTable implements TableReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvReader<String[]> reader;
    private final CloseableIterator<String[]> lines;
    private final List<String> header;
    private int[] wanted = {};
    private long row;

    private CsvTable(CsvReader<String[]> reader) {
        this.reader = reader;
        this.lines = reader.iterator();
        this.header = Arrays.asList(header(nextLine()));
    }

    private static CsvTable open(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CsvReader<String[]> reader = CsvRows.read(new InputStreamReader(withoutMark(file), decoder));
        try {
            return new CsvTable(reader);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What a CSV file holds. */
    record Description(List<TableColumn> columns, long rows) {}

    /**
     * Reads a whole file.
     *
     * @throws ApiProblem 400 that says in which row it is no such file
     */
    static Description describe(Path file) throws IOException {
        try (var table = open(file)) {
            CsvColumn[] columns =
                    Stream.generate(CsvColumn::new).limit(table.header.size()).toArray(CsvColumn[]::new);
            for (String[] line = table.nextRow(); line != null; line = table.nextRow()) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i].add(line[i]);
                }
            }
            var described = new ArrayList<TableColumn>();
            for (int i = 0; i < columns.length; i++) {
                described.add(new TableColumn(table.header.get(i), columns[i].type()));
            }
            return new Description(described, table.row);
        }
    }

    /** Reads columns of a file that was described; a null name reads null. */
    static TableReader read(Path file, List<String> columns, long from) throws IOException {
        var table = open(file);
        table.wanted = columns.stream().mapToInt(table.header::indexOf).toArray();
        while (table.row < from && table.nextRow() != null) {
            continue;
        }
        return table;
    }

    private static InputStream withoutMark(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(BYTE_ORDER_MARK.length);
        if (!Arrays.equals(in.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.reset();
        }
        return in;
    }

    private static String[] header(String[] names) {
        if (names == null || Stream.of(names).allMatch(CsvTable::isValue)) {
            throw ApiProblem.badField("body", "expected a header with the names of the columns in the first line");
        }
        TableColumn.checkNumber(names.length);
        var seen = new HashSet<String>();
        for (int i = 0; i < names.length; i++) {
            if (names[i] == null || names[i].isBlank()) {
                throw ApiProblem.badField("body", "column %d has no name in the header".formatted(i + 1));
            }
            if (!seen.add(names[i])) {
                throw ApiProblem.badField("body", "the column %s stands twice in the header".formatted(names[i]));
            }
        }
        return names;
    }

    /** Whether it looks like a value rather than a name. */
    private static boolean isValue(String field) {
        return field == null
                || field.isBlank()
                || CsvColumn.isNumber(field)
                || CsvColumn.isTruth(field)
                || RowTimes.parse(field) != null;
    }

    @Override
    public JsonNode[] next() {
        String[] line = nextRow();
        if (line == null) {
            return null;
        }
        JsonNode[] values = new JsonNode[wanted.length];
        for (int i = 0; i < values.length; i++) {
            String text = wanted[i] < 0 ? null : line[wanted[i]];
            values[i] = text == null ? null : StringNode.valueOf(text);
        }
        return values;
    }

    private String[] nextRow() {
        String[] line = nextLine();
        while (line != null && line.length == 1 && line[0] == null && header.size() > 1) {
            line = nextLine();
        }
        if (line != null) {
            row++;
            if (line.length != header.size()) {
                throw ApiProblem.badField(
                        "body", "row %d has %d fields, the header has %d".formatted(row, line.length, header.size()));
            }
        }
        return line;
    }

    private String[] nextLine() {
        try {
            return lines.hasNext() ? lines.next() : null;
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw ApiProblem.badField("body", "expected CSV behind row %d: %s".formatted(row, reason.getMessage()));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw ApiProblem.badField("body", "expected UTF-8, which ends behind row %d".formatted(row));
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
