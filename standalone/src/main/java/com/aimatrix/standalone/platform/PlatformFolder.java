package com.aimatrix.standalone.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that one standalone platform keeps.
 *
 * @param root absolute
 */
public record PlatformFolder(Path root) {

    public PlatformFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    public Path artifacts() {
        return root.resolve("artifacts");
    }

    /** What the services log. */
    public Path log() {
        return root.resolve("logs/aimatrix.log");
    }

    /** What a detached platform says while it starts. */
    Path console() {
        return root.resolve("logs/console.log");
    }

    /** Where a running platform says how it is reached, the database password included; for this user only. */
    public Path state() {
        return root.resolve("platform.properties");
    }

    public void create() {
        try {
            Files.createDirectories(root.resolve("logs"));
            Files.createDirectories(artifacts());
        } catch (IOException failure) {
            throw new PlatformProblem(
                    "The data folder %s cannot be written (%s); give it to this user or name another with --data."
                            .formatted(root, failure.getMessage()),
                    failure);
        }
    }
}
