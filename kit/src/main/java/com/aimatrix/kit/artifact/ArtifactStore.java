package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

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

    /** Hex SHA-256 of a file's bytes. */
    public static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
