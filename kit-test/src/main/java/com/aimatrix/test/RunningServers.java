package com.aimatrix.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the servers of a build answer, as written by the process that runs them and read by the tests.
 *
 * @param pid of that process
 */
record RunningServers(long pid, int postgresPort, String username, String password, String kafkaBootstrap) {

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", String.valueOf(pid));
        properties.setProperty("postgres.port", String.valueOf(postgresPort));
        properties.setProperty("postgres.username", username);
        properties.setProperty("postgres.password", password);
        properties.setProperty("kafka.bootstrap", kafkaBootstrap);
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            properties.store(out, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Empty when they were never started or their process has ended. */
    static Optional<RunningServers> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        RunningServers servers = new RunningServers(
                Long.parseLong(properties.getProperty("pid")),
                Integer.parseInt(properties.getProperty("postgres.port")),
                properties.getProperty("postgres.username"),
                properties.getProperty("postgres.password"),
                properties.getProperty("kafka.bootstrap"));
        return ProcessHandle.of(servers.pid)
                .filter(process -> process.isAlive() && process.info().command().isPresent())
                .map(alive -> servers);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                .formatted(postgresPort, database, username, password);
    }
}
