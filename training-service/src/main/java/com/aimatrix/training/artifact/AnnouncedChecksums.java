package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.mlflow.MlflowProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client says of its body: Content-MD5 (RFC 1864) and the SHA-256 of a Content-Digest (RFC 9530). */
final class AnnouncedChecksums {

    private static final Pattern SHA_256 = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/=]*):");
    private static final int MD5_BYTES = 16;
    private static final int SHA_256_BYTES = 32;

    private AnnouncedChecksums() {}

    /** @throws MlflowProblem 400 when one of them is none */
    static Checksums of(HttpServletRequest request) {
        String md5 = request.getHeader("Content-MD5");
        if (md5 != null) {
            bytes("Content-MD5", md5, MD5_BYTES);
        }
        String digest = request.getHeader("Content-Digest");
        Matcher sha256 = SHA_256.matcher(digest == null ? "" : digest);
        return new Checksums(
                sha256.find()
                        ? HexFormat.of().formatHex(bytes("Content-Digest", sha256.group(1), SHA_256_BYTES))
                        : null,
                md5);
    }

    private static byte[] bytes(String header, String base64, int length) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(header, base64, length);
        }
        throw invalid(header, base64, length);
    }

    private static MlflowProblem invalid(String header, String value, int length) {
        return MlflowProblem.invalid("expected %d bytes in Base64 in the header %s, got %s"
                .formatted(length, header, MlflowProblem.shown(value)));
    }
}
