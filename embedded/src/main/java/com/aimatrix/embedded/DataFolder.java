package com.aimatrix.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of one embedded server, held by one process at a time: the lock goes with the process that has it. */
final class DataFolder implements AutoCloseable {

    private static final long NEEDED_MIB = 512;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * @param path   made when missing
     * @param server whose data it holds, for the messages
     * @throws EmbeddedServerException when it cannot be written, lies on a full disk or is in use
     */
    static DataFolder open(Path path, String server) {
        Path folder = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            refuseFullDisk(folder, server);
            FileChannel channel = FileChannel.open(
                    folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new EmbeddedServerException(
                        "The data in %s are in use by another running AIMatrix; stop that one or choose another folder."
                                .formatted(folder));
            }
            return new DataFolder(folder, channel);
        } catch (IOException failure) {
            throw new EmbeddedServerException(
                    "The folder %s for %s's data cannot be written (%s); give it to this user or choose another folder."
                            .formatted(folder, server, failure.getMessage()),
                    failure);
        }
    }

    private static void refuseFullDisk(Path folder, String server) throws IOException {
        long freeMib = Files.getFileStore(folder).getUsableSpace() >> 20;
        if (freeMib < NEEDED_MIB) {
            throw new EmbeddedServerException(
                    "The disk is full: %s needs at least %d MiB free in %s and there are %d MiB; free some space or choose another folder."
                            .formatted(server, NEEDED_MIB, folder, freeMib));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new EmbeddedServerException("The lock of %s cannot be given back.".formatted(path), failure);
        }
    }
}
