package com.aimatrix.feature.batch;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** Rows of CSV (RFC 4180) in which an empty field is null and a quoted empty field the empty text. */
public final class CsvRows {

    private CsvRows() {}

    /** Rows one by one, an empty line as one null; close the reader. */
    public static CsvReader<String[]> read(Reader text) {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .build(new Rows(), text);
    }

    private static final class Rows extends AbstractBaseCsvCallbackHandler<String[]> {

        private final List<String> fields = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            fields.clear();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            fields.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
        }

        @Override
        protected void handleEmpty() {
            fields.add(null);
        }

        @Override
        protected String[] buildRecord() {
            return fields.toArray(new String[0]);
        }
    }
}
