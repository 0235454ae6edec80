package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.RegisteredView;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * HNSW indexes on tables of vectors. An index that is built over vectors that are there takes a quarter of the work of one that
 * takes them in one by one, so a version of a view that takes earlier rows over gets its indexes after them.
 */
@Component
public class VectorIndexes {

    private static final String CREATE = "create index %s %s on %s using hnsw (embedding %s)";

    private static final String IS_VALID = """
            select coalesce((select indisvalid from pg_index where indexrelid = to_regclass('feature.%s')), false)
            """;

    private final VectorStore store;
    private final JdbcTemplate jdbc;

    VectorIndexes(VectorStore store, JdbcTemplate jdbc) {
        this.store = store;
        this.jdbc = jdbc;
    }

    /** Makes the indexes of a version that has no rows yet, in the transaction that registers it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void create(RegisteredView view) {
        store.of(view.id()).forEach(table -> jdbc.execute(create(table, "")));
    }

    private static String create(VectorTable table, String how) {
        return CREATE.formatted(how, table.indexName(), table.name(), table.operatorClass());
    }

    /**
     * Builds the missing indexes of a version while its rows are written on; outside any transaction.
     *
     * @return false when another instance is at it
     */
    public boolean build(RegisteredView view) {
        boolean all = true;
        for (VectorTable table : store.of(view.id())) {
            all &= jdbc.execute((ConnectionCallback<Boolean>) connection -> build(connection, table));
        }
        return all;
    }

    /** Nobody waits for the lock: PostgreSQL would wait for who waits before it ends the index. */
    private static boolean build(Connection connection, VectorTable table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String lock = "(hashtext('feature.vector_index'), %d)".formatted(table.id());
            if (!isTrue(statement, "select pg_try_advisory_lock%s".formatted(lock))) {
                return false;
            }
            try {
                if (!isTrue(statement, IS_VALID.formatted(table.indexName()))) {
                    // What a build left that broke off.
                    statement.execute("drop index if exists feature.%s".formatted(table.indexName()));
                    statement.execute(create(table, "concurrently"));
                }
                return true;
            } finally {
                statement.execute("select pg_advisory_unlock%s".formatted(lock));
            }
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet rs = statement.executeQuery(query)) {
            rs.next();
            return rs.getBoolean(1);
        }
    }
}
