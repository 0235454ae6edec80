package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.FileSystemUtils;

/**
 * Folders of files below one root. A URI is {@code artifacts:/<path>}; nothing outside the root can be named.
 */
public class ArtifactStore {

    private static final String SCHEME = "artifacts:/";

    private final Path root;

    public ArtifactStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** The URI of a folder, for example {@code artifacts:/runs/4f2a/model}. */
    public String uri(String path) {
        return SCHEME + path;
    }

    /**
     * The folder or file that a URI names, on this machine; it need not exist.
     *
     * @throws IllegalArgumentException when the URI is of another scheme or leaves the root
     */
    public Path path(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("expected a URI that starts with %s, got %s".formatted(SCHEME, uri));
        }
        Path path = root.resolve(uri.substring(SCHEME.length())).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException("the URI %s leaves the artifact store".formatted(uri));
        }
        return path;
    }

    /** Every file below a folder with its size and hash, by path; empty when there is no such folder. */
    public List<ArtifactFile> files(String uri) {
        Path folder = path(uri);
        var files = new ArrayList<ArtifactFile>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = folder.relativize(file).toString().replace('\\', '/');
                    files.add(new ArtifactFile(path, attributes.size(), sha256(file)));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.sort(Comparator.comparing(ArtifactFile::path));
        return files;
    }

    /**
     * Removes what lies directly in a folder, has not been changed since a time, and belongs to nothing.
     *
     * @param isKnown by the name of the file or folder
     * @return how many it has removed
     */
    public long removeLeftovers(String uri, Instant unchangedSince, Predicate<String> isKnown) throws IOException {
        Path folder = path(uri);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long removed = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path each : entries) {
                boolean leftover = isOlder(each, unchangedSince)
                        && !isKnown.test(each.getFileName().toString());
                removed += leftover && FileSystemUtils.deleteRecursively(each) ? 1 : 0;
            }
        }
        return removed;
    }

    /** False too when somebody else has just removed it. */
    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Hex SHA-256 of a file's bytes. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Sha256.hex(digest);
    }
}
