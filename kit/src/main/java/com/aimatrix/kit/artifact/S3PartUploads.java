package com.aimatrix.kit.artifact;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Multipart uploads to a bucket, each part to an address that is signed beforehand. */
record S3PartUploads(S3Bucket bucket, S3Presigner presigner) implements PartUploads {

    private static final int BAD_REQUEST = 400;

    @Override
    public Begun begin(String uri, int parts, Duration valid) throws IOException {
        String path = ArtifactUri.path(uri);
        String key = bucket.key(path);
        String id = S3Bucket.call(
                path,
                () -> bucket.client()
                        .createMultipartUpload(
                                request -> request.bucket(bucket.name()).key(key))
                        .uploadId());
        var addresses = new ArrayList<URI>(parts);
        for (int part = 1; part <= parts; part++) {
            int number = part;
            var signed = presigner.presignUploadPart(presign -> presign.signatureDuration(valid)
                    .uploadPartRequest(request ->
                            request.bucket(bucket.name()).key(key).uploadId(id).partNumber(number)));
            addresses.add(URI.create(signed.url().toString()));
        }
        return new Begun(id, addresses);
    }

    @Override
    public void complete(String uri, String id, List<Part> parts) throws IOException {
        String path = ArtifactUri.path(uri);
        List<CompletedPart> sent = parts.stream()
                .sorted(Comparator.comparingInt(Part::number))
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag(part.etag())
                        .build())
                .toList();
        try {
            S3Bucket.call(
                    path,
                    () -> bucket.client()
                            .completeMultipartUpload(request -> request.bucket(bucket.name())
                                    .key(bucket.key(path))
                                    .uploadId(id)
                                    .multipartUpload(upload -> upload.parts(sent))));
        } catch (IOException e) {
            if (e.getCause() instanceof S3Exception refused && refused.statusCode() == BAD_REQUEST) {
                throw new IllegalArgumentException(
                        "the parts of the upload are not as said: %s".formatted(refused.getMessage()), e);
            }
            throw e;
        }
    }

    @Override
    public void abort(String uri, String id) throws IOException {
        String path = ArtifactUri.path(uri);
        S3Bucket.call(
                path,
                () -> bucket.client()
                        .abortMultipartUpload(request -> request.bucket(bucket.name())
                                .key(bucket.key(path))
                                .uploadId(id)));
    }
}
