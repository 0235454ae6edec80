package com.aimatrix.kit.artifact;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Uploads in parts, each of which its sender puts to an address of its own; the file is there when the upload is completed. */
public interface PartUploads {

    /**
     * Begins an upload.
     *
     * @param parts how many
     * @param valid how long the addresses are good for
     */
    Begun begin(String uri, int parts, Duration valid) throws IOException;

    /** @param addresses where to put each part, by its number from 1 */
    record Begun(String id, List<URI> addresses) {}

    /** @param etag as the store answered to the part */
    record Part(int number, String etag) {}

    /**
     * Makes a file of the parts.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such upload
     * @throws IllegalArgumentException when the parts are not those that came
     */
    void complete(String uri, String id, List<Part> parts) throws IOException;

    /**
     * Gives an upload up; its parts are removed.
     *
     * @throws java.nio.file.NoSuchFileException when there is no such upload
     */
    void abort(String uri, String id) throws IOException;
}
