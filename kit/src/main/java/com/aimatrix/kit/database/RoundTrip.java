package com.aimatrix.kit.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Several queries in one round trip to the database: PostgreSQL's driver sends statements that are separated by semicolons
 * together. Outside a transaction each sees what is committed when it begins.
 */
public final class RoundTrip {

    private RoundTrip() {}

    /** Binds the parameters of a part, the first one at the position given; answers the position behind the last. */
    public interface Binder {
        int bind(PreparedStatement statement, int first) throws SQLException;
    }

    /** Takes the rows of a part one by one. */
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** A query. */
    public record Part(String sql, Binder parameters, RowConsumer rows) {

        /** A query without parameters. */
        public static Part of(String sql, RowConsumer rows) {
            return new Part(sql, (statement, first) -> first, rows);
        }
    }

    /** Sends all parts at once and hands their rows over, part by part. */
    public static void query(JdbcTemplate jdbc, List<Part> parts) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            String sql = parts.stream().map(Part::sql).collect(Collectors.joining(";\n"));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int next = 1;
                for (Part part : parts) {
                    next = part.parameters().bind(statement, next);
                }
                statement.execute();
                for (int i = 0; i < parts.size(); i++) {
                    if (i > 0 && !statement.getMoreResults()) {
                        throw new SQLException("part %d of a round trip has no rows to read".formatted(i));
                    }
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            parts.get(i).rows().accept(rows);
                        }
                    }
                }
            }
            return null;
        });
    }
}
