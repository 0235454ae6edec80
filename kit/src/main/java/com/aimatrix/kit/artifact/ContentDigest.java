package com.aimatrix.kit.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Written;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Counts and hashes what comes, and compares it with what was announced. */
final class ContentDigest {

    private final Checksums expected;
    private final MessageDigest sha256 = Sha256.begin();
    private final @Nullable MessageDigest md5;
    private long size;

    ContentDigest(Checksums expected) {
        this.expected = expected;
        this.md5 = expected.md5() == null ? null : md5();
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** As the header Content-MD5 has it. */
    static String base64(MessageDigest digest) {
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    void update(byte[] buffer, int length) {
        size += length;
        sha256.update(buffer, 0, length);
        if (md5 != null) {
            md5.update(buffer, 0, length);
        }
    }

    Written verify() throws ChecksumMismatch {
        String got = Sha256.hex(sha256);
        if (expected.sha256() != null && !expected.sha256().equalsIgnoreCase(got)) {
            throw new ChecksumMismatch("SHA-256", expected.sha256(), got);
        }
        if (md5 != null) {
            String gotMd5 = base64(md5);
            if (!gotMd5.equals(expected.md5())) {
                throw new ChecksumMismatch("MD5", expected.md5(), gotMd5);
            }
        }
        return new Written(size, got);
    }
}
