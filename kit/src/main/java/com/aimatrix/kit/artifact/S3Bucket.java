package com.aimatrix.kit.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Stat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The part of a bucket that is ours; tells failures as file systems do. */
record S3Bucket(S3Client client, String name, String prefix) implements AutoCloseable {

    private static final int PAGE = 1000;

    /** A file in the bucket. */
    record Found(String path, Stat stat) {}

    /** @param path within the store */
    String key(String path) {
        return prefix.isEmpty() ? path : prefix + "/" + path;
    }

    private String path(String key) {
        return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
    }

    /** The file of that path, or all files below the folder of that path. */
    List<Found> at(String path) throws IOException {
        String key = key(path);
        return call(
                path,
                () ->
                        client
                                .listObjectsV2Paginator(request ->
                                        request.bucket(name).prefix(key).maxKeys(PAGE))
                                .contents()
                                .stream()
                                .filter(each ->
                                        each.key().equals(key) || each.key().startsWith(key + "/"))
                                .map(this::found)
                                // Other tools make folders of keys that end with a slash.
                                .filter(each -> ArtifactUri.isSafe(each.path()))
                                .toList());
    }

    private Found found(S3Object object) {
        return new Found(path(object.key()), new Stat(object.size(), unquoted(object.eTag()), object.lastModified()));
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    /**
     * Asks the store.
     *
     * @param path of what is asked for
     * @throws NoSuchFileException when it is not there
     * @throws ArtifactsUnavailable when the store refuses, or does not answer
     */
    static <T> T call(String path, Supplier<T> ask) throws IOException {
        try {
            return ask.get();
        } catch (NoSuchKeyException | NoSuchUploadException e) {
            throw new NoSuchFileException(path);
        } catch (SdkException e) {
            throw new ArtifactsUnavailable(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
