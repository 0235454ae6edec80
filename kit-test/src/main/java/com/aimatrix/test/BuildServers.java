package com.aimatrix.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the servers of this build, or starts them. A build is the nearest Java process above this one: Maven above its
 * test forks, or the development environment.
 */
final class BuildServers {

    private final ProcessHandle build;
    private final Path folder;

    private BuildServers(ProcessHandle build, Path folder) {
        this.build = build;
        this.folder = folder;
    }

    static BuildServers ofThisBuild() {
        ProcessHandle build = nearestJava(ProcessHandle.current()).orElse(ProcessHandle.current());
        long startedMs =
                build.info().startInstant().orElse(Instant.EPOCH).toEpochMilli(); // process numbers are used again
        return new BuildServers(
                build,
                Path.of(System.getProperty("java.io.tmpdir"), "aimatrix-test-%d-%d".formatted(build.pid(), startedMs)));
    }

    private static Optional<ProcessHandle> nearestJava(ProcessHandle process) {
        return process.parent().flatMap(parent -> isJava(parent) ? Optional.of(parent) : nearestJava(parent));
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().filter(path -> path.endsWith("/java")).isPresent();
    }

    Path folder() {
        return folder;
    }

    RunningServers running() {
        Path file = folder.resolve(TestServersProcess.ADDRESSES);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            try (FileChannel lock = FileChannel.open(
                    folder.resolve("starting.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                Optional<RunningServers> running = RunningServers.read(file);
                if (running.isPresent()) {
                    return running.get();
                }
                start();
                return RunningServers.read(file)
                        .orElseThrow(() -> new IllegalStateException(
                                "The test servers ended at once; see " + folder.resolve("servers.log")));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("The test servers cannot be started in " + folder, failure);
        }
    }

    /** Ends with the build, not with this fork; so its errors go to a file and its one line of output to us. */
    private void start() throws IOException {
        Path log = folder.resolve("servers.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=com/aimatrix/test/servers-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestServersProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(build.pid()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (BufferedReader output = process.inputReader()) {
            if (!TestServersProcess.READY.equals(output.readLine())) {
                throw new IllegalStateException("The test servers did not start:\n" + Files.readString(log));
            }
        }
    }
}
