package com.aimatrix.kit.artifact;

import org.jspecify.annotations.Nullable;

/**
 * What a file must be, as said by who sends it.
 *
 * @param sha256 64 hexadecimal digits, or null
 * @param md5 in Base64, as in the header Content-MD5, or null
 */
public record Checksums(@Nullable String sha256, @Nullable String md5) {

    public static final Checksums NONE = new Checksums(null, null);
}
