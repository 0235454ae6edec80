package com.aimatrix.benchmarks.feature;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL needs for the newest rows of all entities, indexes included. */
final class StorageBenchmark {

    private static final double MB = 1e6;

    private StorageBenchmark() {}

    /** @param what lies in the online store just now */
    static void run(String jdbcUrl, String what) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery(
                        "select pg_total_relation_size('feature.latest'), count(*) from feature.latest")) {
            size.next();
            System.out.printf(
                    "storage of %s online: %.0f MB (%,d rows)%n", what, size.getLong(1) / MB, size.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
