package com.aimatrix.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL with pgvector on loopback, its data in a folder that lasts. Starting again on the same folder finds the
 * same data, also after this JVM or the server was killed. The extension is there to be created, not yet created.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    /** The database that is there from the first start. */
    public static final String DATABASE = "aimatrix";

    private final DataFolder folder;
    private final PostgresCluster cluster;
    private final int port;

    private EmbeddedPostgresServer(DataFolder folder, PostgresCluster cluster, int port) {
        this.folder = folder;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers: seconds on the first start, about one later.
     *
     * @param dataFolder made when missing; one server at a time
     * @param port       a port on loopback, or 0 for a free one
     * @throws EmbeddedServerException when it cannot start; nothing is left running then
     */
    public static EmbeddedPostgresServer start(Path dataFolder, int port, Durability durability) {
        DataFolder folder = DataFolder.open(dataFolder, "PostgreSQL");
        try {
            PostgresCluster cluster = new PostgresCluster(folder);
            cluster.initialiseOnce();
            cluster.stopOrphan();
            int claimed = LoopbackPort.claim(port, "PostgreSQL");
            cluster.start(claimed, durability);
            EmbeddedPostgresServer server = new EmbeddedPostgresServer(folder, cluster, claimed);
            server.createDatabaseOnce();
            return server;
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    /** Whether the next start unpacks and compiles first, which takes longer than a person expects. */
    public static boolean needsPreparation() {
        return PostgresInstallation.needsPreparation();
    }

    /**
     * Stops in order what a killed JVM has left running on a folder.
     *
     * @return whether there was something to stop
     * @throws EmbeddedServerException when the folder is in use by a living JVM
     */
    public static boolean stopOrphan(Path dataFolder) {
        try (DataFolder folder = DataFolder.open(dataFolder, "PostgreSQL")) {
            return PostgresCluster.hasData(folder) && new PostgresCluster(folder).stopOrphan();
        }
    }

    private void createDatabaseOnce() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), username(), password());
                PreparedStatement exists = connection.prepareStatement("select 1 from pg_database where datname = ?");
                Statement create = connection.createStatement()) {
            exists.setString(1, DATABASE);
            if (!exists.executeQuery().next()) {
                create.execute("create database aimatrix");
            }
        } catch (SQLException failure) {
            cluster.stop();
            throw new EmbeddedServerException(
                    "PostgreSQL started, but its database cannot be created: %s.".formatted(failure.getMessage()),
                    failure);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** For example {@code jdbc:postgresql://127.0.0.1:5432/aimatrix}, without user and password. */
    public String jdbcUrl() {
        return url(DATABASE);
    }

    public int port() {
        return port;
    }

    /** The owner of everything in this server, with all rights. */
    public String username() {
        return PostgresCluster.OWNER;
    }

    /** Drawn at the first start; it lies beside the data, readable by this user only. */
    public String password() {
        return cluster.password();
    }

    /** Shuts down in order: open transactions are rolled back, committed ones are on disk. */
    @Override
    public void close() {
        try {
            cluster.stop();
        } finally {
            folder.close();
        }
    }
}
