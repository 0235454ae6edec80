package com.aimatrix.registry.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks for a Lambda layer in the configuration of a Keras model, wherever it lies in the file. */
final class LambdaSearch {

    private static final Pattern LAMBDA = Pattern.compile("\"class_name\": *\"Lambda\"");
    private static final int CHUNK = 1 << 20;
    private static final int OVERLAP = 64;

    private LambdaSearch() {}

    static boolean isIn(InputStream in) throws IOException {
        String end = "";
        for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
            String text = end + new String(chunk, StandardCharsets.ISO_8859_1);
            if (LAMBDA.matcher(text).find()) {
                return true;
            }
            end = text.substring(Math.max(0, text.length() - OVERLAP));
        }
        return false;
    }
}
