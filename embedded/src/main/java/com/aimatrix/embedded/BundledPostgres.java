package com.aimatrix.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that comes as a jar, unpacked into the user's cache folder with pgvector compiled for it. Done once per
 * machine and user: about 15 seconds, then nothing.
 */
final class BundledPostgres {

    static final int MAJOR_VERSION = 17;

    /** Part of the cache folder's name: another version of either is another folder. */
    private static final String CACHE_NAME = "postgres-17.11-pgvector-1";

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String SCRIPT = "build-pgvector.sh";

    private static final Logger LOG = LoggerFactory.getLogger(BundledPostgres.class);

    private BundledPostgres() {}

    /**
     * @return the folder with bin, lib and share
     * @throws EmbeddedServerException when this machine cannot unpack or build it
     */
    static synchronized Path unpacked() {
        Path cache = cacheFolder();
        Path home = cache.resolve(CACHE_NAME);
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Files.createDirectories(cache);
            try (FileChannel lock = FileChannel.open(
                    cache.resolve(CACHE_NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                if (!Files.isDirectory(home)) {
                    build(cache, home);
                }
            }
            return home;
        } catch (IOException failure) {
            throw new EmbeddedServerException(
                    "PostgreSQL cannot be unpacked into %s: %s.".formatted(cache, failure.getMessage()), failure);
        }
    }

    static boolean isUnpacked() {
        return Files.isDirectory(cacheFolder().resolve(CACHE_NAME));
    }

    private static Path cacheFolder() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("aimatrix");
    }

    /** In a folder beside the target: one move makes it visible, whole or not at all. */
    private static void build(Path cache, Path home) throws IOException {
        LOG.info("Preparing PostgreSQL {} with pgvector in {} (once per machine)", MAJOR_VERSION, cache);
        Path work = Files.createTempDirectory(cache, CACHE_NAME + "-building");
        try {
            Path postgres = Files.createDirectory(work.resolve("postgres"));
            unpack(postgres);
            compileVector(postgres, Files.createDirectory(work.resolve("pgvector")));
            Files.move(postgres, home, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream archive = BundledPostgres.class.getResourceAsStream(ARCHIVE)) {
            if (archive == null || !"amd64".equals(System.getProperty("os.arch"))) {
                throw new EmbeddedServerException(
                        "No PostgreSQL is bundled for %s on %s; install PostgreSQL %d or newer with pgvector, or name a database with --database-url."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), 15));
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, entry.resolveIn(target));
                }
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(tar, file);
                if ((entry.getMode() & 0100) != 0) {
                    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                    permissions.add(PosixFilePermission.OWNER_EXECUTE);
                    Files.setPosixFilePermissions(file, permissions);
                }
            }
        }
    }

    private static void compileVector(Path postgres, Path work) throws IOException {
        Path script = work.resolveSibling(SCRIPT);
        try (InputStream resource = BundledPostgres.class.getResourceAsStream(SCRIPT)) {
            Files.copy(resource, script);
        }
        ServerCommand build = ServerCommand.run(
                work,
                List.of(
                        "bash",
                        script.toString(),
                        postgres.toString(),
                        work.toString(),
                        String.valueOf(MAJOR_VERSION)));
        if (build.exitCode() != 0) {
            throw new EmbeddedServerException(build.lastLine());
        }
        LOG.info("{}", build.lastLine());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            entries.sorted(Comparator.reverseOrder()).forEach(entry -> {
                try {
                    Files.delete(entry);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
