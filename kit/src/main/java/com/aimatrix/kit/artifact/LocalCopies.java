package com.aimatrix.kit.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.util.FileSystemUtils;

/**
 * A folder of this machine with copies of files that lie elsewhere, and files that are to go there. Beside each copy lies a mark:
 * of which version it is, and how it looked then.
 */
final class LocalCopies {

    private static final String MARKS = ".marks";
    private static final String INCOMING = ".incoming";
    private static final Duration BETWEEN_CLEANUPS = Duration.ofHours(1);

    private final Path root;
    private final Duration kept;
    private final Clock clock;
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.EPOCH);

    /** @param kept how long a copy is kept that nobody uses */
    LocalCopies(Path root, Duration kept, Clock clock) {
        this.root = root.toAbsolutePath().normalize();
        this.kept = kept;
        this.clock = clock;
    }

    Path file(String path) {
        return root.resolve(path);
    }

    private Path mark(String path) {
        return root.resolve(MARKS).resolve(path);
    }

    /** A name for a file of the moment. */
    Path unfinished() throws IOException {
        return Files.createDirectories(root.resolve(INCOMING))
                .resolve(UUID.randomUUID().toString());
    }

    /** Whether the copy is of a version, or made of it; it counts as used then. */
    boolean isOf(String path, String etag) throws IOException {
        if (!Files.exists(file(path)) || !etag.equals(markedEtag(path))) {
            return false;
        }
        Files.setLastModifiedTime(mark(path), FileTime.from(clock.instant()));
        return true;
    }

    private String markedEtag(String path) throws IOException {
        try {
            return Files.readAllLines(mark(path)).get(0);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Whether a file here is another than the one that was marked. */
    boolean isChanged(String path) throws IOException {
        Path mark = mark(path);
        return !Files.exists(mark) || !Files.readAllLines(mark).get(1).equals(look(path));
    }

    /** How a file looks: another look is another content. */
    String look(String path) throws IOException {
        BasicFileAttributes file = Files.readAttributes(file(path), BasicFileAttributes.class);
        return "%d %s".formatted(file.size(), file.lastModifiedTime());
    }

    /** Takes a copy; it is there whole or not at all. */
    void receive(String path, String etag, InputStream content) throws IOException {
        Path unfinished = unfinished();
        try {
            Files.copy(content, unfinished);
            Files.createDirectories(file(path).getParent());
            Files.move(unfinished, file(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            mark(path, etag, look(path));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** @param look of the file when it was that version */
    void mark(String path, String etag, String look) throws IOException {
        Path unfinished = unfinished();
        Files.write(unfinished, List.of(etag, look));
        Files.createDirectories(mark(path).getParent());
        Files.move(unfinished, mark(path), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Paths of the files here, at or below a path. */
    List<String> files(String path) throws IOException {
        return filesBelow(root, file(path));
    }

    /** Paths of the files at or below a path that are, or were, copies. */
    List<String> marked(String path) throws IOException {
        return filesBelow(root.resolve(MARKS), mark(path));
    }

    private static List<String> filesBelow(Path root, Path folder) throws IOException {
        var files = new ArrayList<String>();
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(root.relativize(file).toString());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        }
        return files;
    }

    /** Removes a file or folder, copy or not. */
    boolean delete(String path) throws IOException {
        FileSystemUtils.deleteRecursively(mark(path));
        return FileSystemUtils.deleteRecursively(file(path));
    }

    /** Removes what nobody has used for long: copies, and files of work that was never finished. Done once an hour at most. */
    void removeUnused() throws IOException {
        Instant now = clock.instant();
        Instant last = cleaned.get();
        if (last.plus(BETWEEN_CLEANUPS).isAfter(now) || !cleaned.compareAndSet(last, now)) {
            return;
        }
        Instant since = now.minus(kept);
        for (String path : marked("")) {
            if (LocalArtifacts.isOlder(mark(path), since)) {
                delete(path);
            }
        }
        for (String path : files("")) {
            if (!Files.exists(mark(path)) && !path.startsWith(MARKS) && LocalArtifacts.isOlder(file(path), since)) {
                Files.deleteIfExists(file(path));
            }
        }
    }
}
