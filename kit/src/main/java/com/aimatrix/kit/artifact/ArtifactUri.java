package com.aimatrix.kit.artifact;

import java.nio.charset.StandardCharsets;

/** Reads the path out of a URI, and lets none pass that could name anything outside the store. */
final class ArtifactUri {

    static final String SCHEME = "artifacts:/";

    /** What S3 and file systems take: 1024 bytes in all, with some to spare for a prefix, and 255 a name. */
    private static final int LONGEST_PATH = 900;

    private static final int LONGEST_NAME = 255;

    private ArtifactUri() {}

    /**
     * The path within the store, names with a slash between them; a slash at the end is taken for none.
     *
     * @throws IllegalArgumentException when it is none, or names the store itself or something outside
     */
    static String path(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("expected a URI that starts with %s, got %s".formatted(SCHEME, uri));
        }
        String path = uri.substring(SCHEME.length());
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (!isSafe(path)) {
            throw new IllegalArgumentException("the URI %s leaves the artifact store".formatted(uri));
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IllegalArgumentException("expected a path of at most %d bytes".formatted(LONGEST_PATH));
        }
        return path;
    }

    /** Whether a path is made of names that stand for themselves. Names that begin with a dot at the top are the store's own. */
    static boolean isSafe(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || isTooLong(name)) {
                return false;
            }
        }
        return !path.startsWith(".") && path.chars().noneMatch(ArtifactUri::isUnsafe);
    }

    /** Half a surrogate pair has no bytes in UTF-8. */
    private static boolean isTooLong(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length > LONGEST_NAME || !new String(bytes, StandardCharsets.UTF_8).equals(name);
    }

    private static boolean isUnsafe(int letter) {
        return letter == '\\' || Character.isISOControl(letter);
    }
}
