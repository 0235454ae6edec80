package com.aimatrix.feature.online;

import com.aimatrix.feature.row.RawJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/** JSON text under construction: values that are stored as JSON are copied, not read and written again. */
public final class JsonOut {

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private byte[] bytes;
    private int size;

    public JsonOut(int expected) {
        bytes = new byte[expected];
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public JsonOut raw(char ascii) {
        room(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    public JsonOut raw(byte[] piece) {
        room(piece.length);
        System.arraycopy(piece, 0, bytes, size, piece.length);
        size += piece.length;
        return this;
    }

    public JsonOut raw(String text) {
        return raw(text, 0, text.length());
    }

    private JsonOut raw(String text, int start, int end) {
        room(end - start);
        for (int i = start; i < end; i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                return raw(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) each;
        }
        return this;
    }

    public JsonOut string(String text) {
        raw('"');
        raw(JsonStringEncoder.getInstance().quoteAsUTF8(text));
        return raw('"');
    }

    /** A {@link Cell}'s value. */
    public JsonOut value(Object value) {
        if (value == null) {
            return raw(NULL);
        }
        if (value instanceof RawJson json) {
            return raw(json.text(), json.start(), json.end());
        }
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof float[] vector) {
            return vector(vector);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        // Numbers and booleans print as JSON has them; there is no NaN and no infinity among them.
        return raw(value.toString());
    }

    private JsonOut vector(float[] vector) {
        raw('[');
        for (int i = 0; i < vector.length; i++) {
            if (i > 0) {
                raw(',');
            }
            raw(Float.toString(vector[i]));
        }
        return raw(']');
    }

    private JsonOut map(Map<?, ?> map) {
        raw('{');
        boolean first = true;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (!first) {
                raw(',');
            }
            first = false;
            string((String) each.getKey()).raw(':').value(each.getValue());
        }
        return raw('}');
    }

    /** RFC 3339 in UTC with 0, 3, 6 or 9 digits of fraction. */
    public JsonOut time(long epochMs) {
        return raw('"').raw(Instant.ofEpochMilli(epochMs).toString()).raw('"');
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
