package com.aimatrix.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command run to its end, with what it said. */
record ServerCommand(int exitCode, String output) {

    /** Output goes through a file: a daemon started by the command would hold a pipe open for ever. */
    static ServerCommand run(Path folder, List<String> command) {
        try {
            Path said = Files.createTempFile("aimatrix", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                int exitCode = process.waitFor();
                return new ServerCommand(
                        exitCode, Files.readString(said, StandardCharsets.UTF_8).strip());
            } finally {
                Files.delete(said);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("%s cannot be run".formatted(command.get(0)), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("%s was interrupted.".formatted(command.get(0)), interrupted);
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace without a mapping, root is nobody. */
    static List<String> withoutRoot(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(List.of("unshare", "--user"));
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException noProc) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    String lastLine() {
        return output.substring(output.lastIndexOf('\n') + 1);
    }
}
