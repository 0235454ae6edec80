package com.aimatrix.training.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there whole or not at all, wherever the process dies. */
final class AtomicFile {

    private AtomicFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Path part = part(file);
        Files.write(part, content);
        finish(part, file);
    }

    /** Where to write a file before {@link #finish}. */
    static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    static void finish(Path part, Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
