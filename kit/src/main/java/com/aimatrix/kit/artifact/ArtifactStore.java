package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Files that services share, addressed by URI: {@code artifacts:/<path>}. Nothing outside the store can be named: every method
 * throws an {@link IllegalArgumentException} for a URI of another scheme or one that leaves the store, and an
 * {@link IOException} when the store cannot be used just now. A file is there whole or not at all.
 */
public interface ArtifactStore {

    /** The URI of a file or folder, for example {@code artifacts:/runs/4f2a/model}. */
    default String uri(String path) {
        return ArtifactUri.SCHEME + path;
    }

    /**
     * What lies directly in a folder, by the UTF-8 bytes of its name, a folder's with a slash behind it; empty when there is no
     * such folder.
     *
     * @param mark where the page before this one ended, or null
     * @param max entries on a page, at most 1000
     */
    Page list(String uri, @Nullable String mark, int max) throws IOException;

    /** @param next mark of the next page, or null when this is the last */
    record Page(List<Entry> entries, @Nullable String next) {}

    /** @param size in bytes; 0 for a folder */
    record Entry(String name, boolean folder, long size) {}

    /** What is known of a file without reading it; empty when there is none, or a folder. */
    Optional<Stat> stat(String uri) throws IOException;

    /** @param etag changes whenever the content does; without quotes */
    record Stat(long size, String etag, Instant modified) {}

    /**
     * Opens a file. What comes is one version of it, also while another is written.
     *
     * @param range which bytes, or null for all
     * @throws java.nio.file.NoSuchFileException when there is no such file
     * @throws RangeNotSatisfiable when the file ends before the range begins
     */
    Content open(String uri, @Nullable ByteRange range) throws IOException;

    /**
     * Takes a file from a stream, and keeps it: when this returns it is there for good, when it throws nothing is left.
     *
     * @throws ChecksumMismatch when it is not what was expected
     * @throws java.nio.file.FileAlreadyExistsException when a folder has its name, or a file that of its folder; S3 lets both be
     */
    Written write(String uri, InputStream content, Checksums expected) throws IOException;

    /** @param sha256 64 hexadecimal digits */
    record Written(long size, String sha256) {}

    /** Removes a file, or a folder with everything in it; answers whether anything was there. */
    boolean delete(String uri) throws IOException;

    /** Every file below a folder with its size and the hash of its bytes, by path; empty when there is no such folder. */
    List<ArtifactFile> files(String uri) throws IOException;

    /**
     * The folder or file on this machine, as it is in the store; it need not exist. What is written there can be read here, by
     * whoever shares the folder, and by all once it is published.
     */
    Path local(String uri) throws IOException;

    /** Brings what was written below {@link #local} into the store; a file that has not changed is not sent again. */
    void publish(String uri) throws IOException;

    /**
     * Removes what lies directly in a folder, has not been changed since a time, and belongs to nothing.
     *
     * @param isKnown by the name of the file or folder
     * @return how many it has removed
     */
    long removeLeftovers(String uri, Instant unchangedSince, Predicate<String> isKnown) throws IOException;

    /** Uploads that go past the service, straight to where the files lie; empty where files come in through a service only. */
    default Optional<PartUploads> partUploads() {
        return Optional.empty();
    }
}
