package com.aimatrix.standalone.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database that the person named, looked at before anything else starts. */
final class ExternalDatabase {

    private static final String TIMEOUT_S = "5";
    private static final int OLDEST_MAJOR_VERSION = 15;

    private ExternalDatabase() {}

    static void check(String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new PlatformProblem(
                    "A database is named like jdbc:postgresql://HOST:5432/DATABASE?user=USER&password=PASSWORD, not %s."
                            .formatted(withoutPassword(url)));
        }
        Properties timeouts = new Properties();
        timeouts.setProperty("connectTimeout", TIMEOUT_S);
        timeouts.setProperty("socketTimeout", TIMEOUT_S);
        try (Connection connection = DriverManager.getConnection(url, timeouts);
                Statement statement = connection.createStatement()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST_MAJOR_VERSION) {
                throw new PlatformProblem("The database at %s is PostgreSQL %d and AIMatrix needs %d or newer."
                        .formatted(withoutPassword(url), version, OLDEST_MAJOR_VERSION));
            }
            try (ResultSet vector =
                    statement.executeQuery("select 1 from pg_available_extensions where name = 'vector'")) {
                if (!vector.next()) {
                    throw new PlatformProblem(
                            "The database at %s has no pgvector; on its machine type: apt-get install postgresql-%d-pgvector"
                                    .formatted(withoutPassword(url), version));
                }
            }
        } catch (SQLException failure) {
            throw new PlatformProblem(
                    "The database at %s cannot be reached: %s"
                            .formatted(withoutPassword(url), firstLine(failure.getMessage())),
                    failure);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }

    static String withoutPassword(String url) {
        return url.replaceAll("(?i)(password=)[^&]*", "$1***");
    }
}
