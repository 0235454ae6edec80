package com.aimatrix.kit.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Arrays as parameters of statements, for {@code unnest(?::int[], ...)}. */
public final class SqlArrays {

    private SqlArrays() {}

    /**
     * An array for a statement of this connection; of primitives it goes in binary and without boxing.
     *
     * @param type PostgreSQL's name of the elements' type
     * @param values {@code int[]}, {@code long[]}, {@code double[]}, {@code boolean[]}, {@code String[]} or {@code byte[][]}
     */
    public static Array of(Connection connection, String type, Object values) throws SQLException {
        return connection.unwrap(PGConnection.class).createArrayOf(type, values);
    }
}
