package com.aimatrix.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which processes of this machine are a PostgreSQL on a given data folder: each one works inside that folder. */
final class PostgresProcesses {

    private PostgresProcesses() {}

    static boolean runsOn(long pid, Path data) {
        Path process = Path.of("/proc", String.valueOf(pid));
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().command())
                    .filter(command -> command.endsWith("/postgres"))
                    .isPresent();
        }
        try {
            return Files.readSymbolicLink(process.resolve("exe"))
                            .getFileName()
                            .toString()
                            .startsWith("postgres")
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    static boolean anyRunsOn(Path data) {
        return ProcessHandle.allProcesses().anyMatch(process -> runsOn(process.pid(), data));
    }
}
