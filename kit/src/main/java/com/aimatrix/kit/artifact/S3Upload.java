package com.aimatrix.kit.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A stream of any length on its way into a bucket. It goes in parts, each of which waits in a file until it is sent: so memory
 * stays flat however many come at once, and a part can be sent again. What fits into one part is sent as one file.
 */
final class S3Upload {

    private static final int BUFFER_BYTES = 1 << 16;

    private final S3Bucket bucket;
    private final String path;
    private final long partBytes;
    private final InputStream content;
    private final ContentDigest digest;
    private final Path waiting;

    /** @param waiting the file that parts wait in */
    S3Upload(S3Bucket bucket, String path, long partBytes, InputStream content, Checksums expected, Path waiting) {
        this.bucket = bucket;
        this.path = path;
        this.partBytes = partBytes;
        this.content = content;
        this.digest = new ContentDigest(expected);
        this.waiting = waiting;
    }

    record Uploaded(Written written, String etag) {}

    Uploaded run() throws IOException {
        try {
            WaitingPart part = take();
            return part.size() < partBytes ? atOnce(part) : inParts(part);
        } finally {
            Files.deleteIfExists(waiting);
        }
    }

    /** @param md5 lets the store see that it came unharmed */
    private record WaitingPart(long size, String md5) {}

    /** Fills the file with the next part. */
    private WaitingPart take() throws IOException {
        MessageDigest md5 = ContentDigest.md5();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(waiting)) {
            while (size < partBytes) {
                int read = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, partBytes - size));
                if (read == 0) {
                    break;
                }
                digest.update(buffer, read);
                md5.update(buffer, 0, read);
                out.write(buffer, 0, read);
                size += read;
            }
        }
        return new WaitingPart(size, ContentDigest.base64(md5));
    }

    private Uploaded atOnce(WaitingPart part) throws IOException {
        Written written = digest.verify();
        String etag = S3Bucket.call(
                path,
                () -> client().putObject(
                                request -> request.bucket(bucket.name())
                                        .key(bucket.key(path))
                                        .contentMD5(part.md5()),
                                RequestBody.fromFile(waiting))
                        .eTag());
        return new Uploaded(written, S3Bucket.unquoted(etag));
    }

    private Uploaded inParts(WaitingPart first) throws IOException {
        String id = S3Bucket.call(
                path,
                () -> client().createMultipartUpload(
                                request -> request.bucket(bucket.name()).key(bucket.key(path)))
                        .uploadId());
        try {
            List<CompletedPart> sent = sendAll(id, first);
            Written written = digest.verify();
            String etag = S3Bucket.call(
                    path,
                    () -> client().completeMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(bucket.key(path))
                                    .uploadId(id)
                                    .multipartUpload(upload -> upload.parts(sent)))
                            .eTag());
            return new Uploaded(written, S3Bucket.unquoted(etag));
        } catch (IOException | RuntimeException e) {
            giveUp(id, e);
            throw e;
        }
    }

    private List<CompletedPart> sendAll(String id, WaitingPart first) throws IOException {
        var sent = new ArrayList<CompletedPart>();
        for (WaitingPart part = first;
                part.size() > 0;
                part = part.size() < partBytes ? new WaitingPart(0, "") : take()) {
            sent.add(send(id, sent.size() + 1, part));
        }
        return sent;
    }

    private CompletedPart send(String id, int number, WaitingPart part) throws IOException {
        String etag = S3Bucket.call(
                path,
                () -> client().uploadPart(
                                request -> request.bucket(bucket.name())
                                        .key(bucket.key(path))
                                        .uploadId(id)
                                        .partNumber(number)
                                        .contentMD5(part.md5()),
                                RequestBody.fromFile(waiting))
                        .eTag());
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private void giveUp(String id, Exception why) {
        try {
            client().abortMultipartUpload(request ->
                    request.bucket(bucket.name()).key(bucket.key(path)).uploadId(id));
        } catch (SdkException e) {
            why.addSuppressed(e);
        }
    }

    private S3Client client() {
        return bucket.client();
    }
}
