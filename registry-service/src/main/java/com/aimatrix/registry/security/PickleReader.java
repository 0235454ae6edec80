package com.aimatrix.registry.security;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Reads which names a pickle imports, without running it: the opcodes of protocols 0 to 5 as CPython's {@code pickletools} describes
 * them. The stack is kept as far as strings go, as {@code STACK_GLOBAL} imports the name that lies on it.
 */
final class PickleReader {

    private static final int LONGEST_LINE = 1 << 16;
    private static final long LONGEST_TEXT = 1 << 20;

    private final DataInputStream in;
    private final Set<Global> globals = new LinkedHashSet<>();
    private PickleStack stack = new PickleStack();

    PickleReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** A name that is imported; {@code ?} where it cannot be told. */
    record Global(String module, String name) {

        @Override
        public String toString() {
            return "%s.%s".formatted(module, name);
        }
    }

    /** The bytes are no pickle, or go on with something else. */
    static final class NoPickle extends IOException {

        private static final long serialVersionUID = 1L;

        NoPickle(String message) {
            super(message);
        }
    }

    /** What has been found, also when the reading failed. */
    Set<Global> globals() {
        return globals;
    }

    /** Reads one pickle, to its end; false where nothing is left. */
    boolean read() throws IOException {
        stack = new PickleStack();
        int opcode = in.read();
        if (opcode < 0) {
            return false;
        }
        for (; opcode != '.'; opcode = in.read()) {
            if (opcode < 0) {
                throw new EOFException("ends within a pickle");
            }
            step(opcode);
        }
        return true;
    }

    private void step(int opcode) throws IOException {
        switch (opcode) {
            case 'c' -> found(line(), line());
            case 'i' -> {
                found(line(), line());
                stack.pop();
                replaceToMark();
            }
            case 0x93 -> {
                String name = stack.pop();
                found(stack.pop(), name);
            }
            case 'S', 'V' -> stack.push(unquoted(line()));
            case 'U', 0x8c -> stack.push(text(in.readUnsignedByte()));
            case 'X', 'T' -> stack.push(text(length4()));
            case 0x8d -> stack.push(text(length8()));
            case 'C', 0x8a -> pushSkipped(in.readUnsignedByte());
            case 'B', 0x8b -> pushSkipped(length4());
            case 0x8e, 0x96 -> pushSkipped(length8());
            case 'F', 'I', 'L', 'P' -> {
                line();
                stack.pushOther();
            }
            case 'G' -> pushSkipped(8);
            case 'J', 0x84 -> pushSkipped(4);
            case 'M', 0x83 -> pushSkipped(2);
            case 'K', 0x82 -> pushSkipped(1);
            case 'N', ')', ']', '}', 0x88, 0x89, 0x8f, 0x97 -> stack.pushOther();
            case 0x80 -> in.skipNBytes(1);
            case 0x95 -> in.skipNBytes(8);
            default -> move(opcode);
        }
    }

    /** Opcodes that only move what lies on the stack or in the memo. */
    private void move(int opcode) throws IOException {
        switch (opcode) {
            case '(' -> stack.mark();
            case '0' -> stack.pop();
            case '1', 'e', 'u', 0x90 -> stack.popToMark();
            case '2' -> stack.duplicate();
            case 'a', 'b' -> stack.pop();
            case 's' -> stack.pop(2);
            case 'd', 'l', 't', 'o', 0x91 -> replaceToMark();
            case 'Q', 0x85 -> replace(1);
            case 'R', 0x81, 0x86 -> replace(2);
            case 0x87, 0x92 -> replace(3);
            case 'p' -> stack.remember(number());
            case 'q' -> stack.remember(in.readUnsignedByte());
            case 'r' -> stack.remember(length4());
            case 0x94 -> stack.remember();
            case 'g' -> stack.recall(number());
            case 'h' -> stack.recall(in.readUnsignedByte());
            case 'j' -> stack.recall(length4());
            case 0x98 -> {}
            default -> throw new NoPickle("has the byte 0x%02x where an opcode was expected".formatted(opcode));
        }
    }

    private void found(String module, String name) throws NoPickle {
        globals.add(new Global(module, name));
        stack.pushOther();
    }

    private void replace(int count) throws NoPickle {
        stack.pop(count);
        stack.pushOther();
    }

    private void replaceToMark() throws NoPickle {
        stack.popToMark();
        stack.pushOther();
    }

    private void pushSkipped(long bytes) throws IOException {
        in.skipNBytes(bytes);
        stack.pushOther();
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private long number() throws IOException {
        String line = line();
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new NoPickle("has '%s' where a number was expected".formatted(line));
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (line.length() == LONGEST_LINE) {
                throw new NoPickle("has a line of more than %d bytes".formatted(LONGEST_LINE));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** Null for one that is too long to be a name. */
    private String text(long bytes) throws IOException {
        if (bytes > LONGEST_TEXT) {
            in.skipNBytes(bytes);
            return null;
        }
        byte[] read = in.readNBytes((int) bytes);
        if (read.length < bytes) {
            throw new EOFException("ends within a pickle");
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    private long length4() throws IOException {
        return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    }

    private long length8() throws IOException {
        long length = Long.reverseBytes(in.readLong());
        if (length < 0) {
            throw new NoPickle("has a length beyond any file");
        }
        return length;
    }
}
