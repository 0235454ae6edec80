package com.aimatrix.training.artifact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of addresses, in UTF-8. */
final class PercentCoding {

    private static final int ESCAPE = 3;

    private PercentCoding() {}

    /** The text, or null when its escapes are no escapes, or no UTF-8. */
    static String decode(String text) {
        for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
            if (!isEscape(text, i)) {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(text)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The text with its escapes decoded, and with everything else as it is. */
    static String decodeWhatCanBe(String text) {
        return text.indexOf('%') < 0 ? text : new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (isEscape(text, i)) {
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + ESCAPE));
                i += ESCAPE;
            } else {
                int letter = text.codePointAt(i);
                bytes.writeBytes(Character.toString(letter).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(letter);
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + ESCAPE <= text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }
}
