package com.aimatrix.feature.ingest;

import java.io.IOException;
import java.io.Reader;

/** Reads lines up to a length, so that one line without end does not use up the memory. */
final class LongLines {

    private LongLines() {}

    /**
     * The next line without its end, or null behind the last. Of a longer one the beginning, one character beyond the limit.
     *
     * @param reader a buffered one
     */
    static String read(Reader reader, int longest) throws IOException {
        var line = new StringBuilder();
        int next = reader.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.length() <= longest) {
                line.append((char) next);
            }
            next = reader.read();
        }
        return line.toString();
    }
}
