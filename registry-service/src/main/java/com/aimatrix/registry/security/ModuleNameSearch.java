package com.aimatrix.registry.security;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for the names of harmful modules in bytes that cannot be read opcode by opcode, as pickles write them: a line after {@code c},
 * or a short text after its length.
 */
final class ModuleNameSearch {

    private static final int LONGEST_NAME = 64;
    private static final int SHORT_BINUNICODE = 0x8c;

    private ModuleNameSearch() {}

    static Set<String> harmfulIn(InputStream bytes) throws IOException {
        var found = new TreeSet<String>();
        var in = new BufferedInputStream(bytes, 1 << 16);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == 'c' || next == SHORT_BINUNICODE) {
                in.mark(LONGEST_NAME + 1);
                String name = next == 'c' ? line(in) : text(in);
                in.reset();
                if (PickleGlobals.isHarmfulModule(name)) {
                    found.add(name);
                }
            }
        }
        return found;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < LONGEST_NAME; i++) {
            int next = in.read();
            if (next == '\n') {
                return line.toString();
            }
            if (next < ' ' || next > '~') {
                return "";
            }
            line.append((char) next);
        }
        return "";
    }

    private static String text(InputStream in) throws IOException {
        int length = in.read();
        return length < 1 || length > LONGEST_NAME
                ? ""
                : new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }
}
