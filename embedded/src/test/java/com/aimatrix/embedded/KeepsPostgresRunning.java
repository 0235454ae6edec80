package com.aimatrix.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A JVM for tests to kill: starts PostgreSQL in the folder given, writes a row, says so and waits. */
final class KeepsPostgresRunning {

    private KeepsPostgresRunning() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        EmbeddedPostgresServer server = EmbeddedPostgresServer.start(Path.of(arguments[0]), 0, Durability.DURABLE);
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
                Statement sql = connection.createStatement()) {
            sql.execute("create table note as select 'written before the kill' as body");
        }
        System.out.println("ready");
        System.in.read();
    }
}
