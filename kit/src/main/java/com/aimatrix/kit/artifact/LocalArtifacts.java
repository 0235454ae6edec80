package com.aimatrix.kit.artifact;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A folder that all services see. Files are written aside and moved to their place, after they have reached the disk. Symbolic
 * links below the folder are no files of the store and are not followed.
 */
final class LocalArtifacts implements ArtifactStore {

    /** Files that are being written. */
    private static final String INCOMING = ".incoming";

    private static final int BUFFER_BYTES = 1 << 18;

    private final Path root;

    LocalArtifacts(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Removes what instances have left that died while they took a file. */
    void removeUnfinished(Instant unchangedSince) throws IOException {
        removeOlder(root.resolve(INCOMING), unchangedSince, name -> false);
    }

    @Override
    public Path local(String uri) {
        return root.resolve(ArtifactUri.path(uri));
    }

    @Override
    public void publish(String uri) {
        ArtifactUri.path(uri);
    }

    @Override
    public Page list(String uri, @Nullable String mark, int max) throws IOException {
        var entries = new ArrayList<Entry>();
        Path folder = local(uri);
        if (isWithin(folder) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                for (Path each : found) {
                    entry(each).ifPresent(entries::add);
                }
            }
        }
        return ListedEntries.page(entries, mark, max);
    }

    /** Empty for what is neither file nor folder, or has just been removed. */
    private static Optional<Entry> entry(Path path) throws IOException {
        return attributes(path)
                .filter(found -> found.isRegularFile() || found.isDirectory())
                .map(found -> new Entry(
                        path.getFileName().toString(), found.isDirectory(), found.isDirectory() ? 0 : found.size()));
    }

    @Override
    public Optional<Stat> stat(String uri) throws IOException {
        Path file = local(uri);
        return isWithin(file)
                ? attributes(file).filter(BasicFileAttributes::isRegularFile).map(LocalArtifacts::stat)
                : Optional.empty();
    }

    private static Stat stat(BasicFileAttributes file) {
        Instant modified = file.lastModifiedTime().toInstant();
        String etag = "%x-%x-%x%08x"
                .formatted(
                        file.size(), Objects.hashCode(file.fileKey()), modified.getEpochSecond(), modified.getNano());
        return new Stat(file.size(), etag, modified);
    }

    @Override
    public Content open(String uri, @Nullable ByteRange range) throws IOException {
        while (true) {
            Stat before = stat(uri).orElseThrow(() -> new NoSuchFileException(uri));
            FileChannel file = FileChannel.open(local(uri), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            try {
                // The same before and after: it is the file that was opened.
                if (stat(uri).filter(before::equals).isPresent()) {
                    long first = range == null ? 0 : range.firstOf(before.size());
                    long length = range == null ? before.size() : range.lengthOf(before.size());
                    Content content = new Content(before, first, length, new FileSlice(file, first, length));
                    file = null;
                    return content;
                }
            } finally {
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    @Override
    public Written write(String uri, InputStream content, Checksums expected) throws IOException {
        Path target = local(uri);
        requirePlace(target);
        Path unfinished = Files.createDirectories(root.resolve(INCOMING))
                .resolve(UUID.randomUUID().toString());
        try {
            Written written = copy(content, unfinished, expected);
            moveTo(target, unfinished);
            return written;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Written copy(InputStream content, Path file, Checksums expected) throws IOException {
        var digest = new ContentDigest(expected);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = fill(content, buffer); read > 0; read = fill(content, buffer)) {
                digest.update(buffer, read);
                var bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            Written written = digest.verify();
            out.force(true);
            return written;
        }
    }

    private static int fill(InputStream content, byte[] buffer) throws IOException {
        return content.readNBytes(buffer, 0, buffer.length);
    }

    /** Asked before all of a large file has come in vain. */
    private void requirePlace(Path target) throws IOException {
        if (!isWithin(target.getParent())) {
            throw new IllegalArgumentException("%s leads out of the artifact store".formatted(root.relativize(target)));
        }
        Path there = target;
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (there.equals(target) == Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(
                    root.relativize(there).toString(), null, there.equals(target) ? "is a folder" : "is no folder");
        }
    }

    /** Also the names of new folders are on the disk then. */
    private static void moveTo(Path target, Path unfinished) throws IOException {
        Path known = target.getParent();
        while (!Files.exists(known)) {
            known = known.getParent();
        }
        Files.createDirectories(target.getParent());
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (Path each = target.getParent(); each.startsWith(known); each = each.getParent()) {
            try (FileChannel names = FileChannel.open(each)) {
                names.force(true);
            }
        }
    }

    /** Whether no symbolic link lies on the way. */
    private boolean isWithin(Path path) {
        for (Path each = path; !each.equals(root); each = each.getParent()) {
            if (Files.isSymbolicLink(each)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (e instanceof NoSuchFileException || !Files.isDirectory(path.getParent())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public boolean delete(String uri) throws IOException {
        Path path = local(uri);
        return isWithin(path) && FileSystemUtils.deleteRecursively(path);
    }

    @Override
    public List<ArtifactFile> files(String uri) throws IOException {
        Path folder = local(uri);
        return isWithin(folder) ? FolderFiles.of(folder) : List.of();
    }

    @Override
    public long removeLeftovers(String uri, Instant unchangedSince, Predicate<String> isKnown) throws IOException {
        return removeOlder(local(uri), unchangedSince, isKnown);
    }

    private static long removeOlder(Path folder, Instant unchangedSince, Predicate<String> isKnown) throws IOException {
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
    static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
