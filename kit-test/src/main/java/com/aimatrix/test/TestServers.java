package com.aimatrix.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * The PostgreSQL (with pgvector) and the Kafka of this build. The first test that asks starts them, in a process of their
 * own that ends with the build; all modules share them, so whoever writes takes a {@link #freshDatabase} and topic names
 * of its own.
 */
public final class TestServers {

    private TestServers() {}

    /**
     * @return the JDBC URL of the server's own database, user (who may do everything) and password included; for tests
     *     that need no tables
     */
    public static String postgres() {
        return Shared.SERVERS.url("postgres");
    }

    /**
     * An empty database that nobody else knows.
     *
     * @param prefix lower-case letters; the beginning of its name, for whoever looks into the server
     * @return its JDBC URL, user and password included
     */
    public static String freshDatabase(String prefix) {
        if (!prefix.matches("[a-z]{1,30}")) {
            throw new IllegalArgumentException("A database prefix is 1 to 30 lower-case letters, not " + prefix);
        }
        String name = prefix + "_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = DriverManager.getConnection(postgres());
                Statement statement = connection.createStatement()) {
            statement.execute("create database %s".formatted(name));
        } catch (SQLException failure) {
            throw new IllegalStateException("No database %s could be created".formatted(name), failure);
        }
        return Shared.SERVERS.url(name);
    }

    /** For example {@code 127.0.0.1:40123}. Topics are not created by being mentioned. */
    public static String kafkaBootstrap() {
        return Shared.SERVERS.kafkaBootstrap();
    }

    /** A new folder that goes with the build. */
    static Path freshFolder() throws IOException {
        return Files.createTempDirectory(Shared.BUILD.folder(), "artifacts");
    }

    private static final class Shared {
        static final BuildServers BUILD = BuildServers.ofThisBuild();
        static final RunningServers SERVERS = BUILD.running();
    }
}
