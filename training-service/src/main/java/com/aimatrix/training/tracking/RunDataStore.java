package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.RoundTrip.Part;
import com.aimatrix.kit.database.SqlArrays;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what runs have logged. */
@Component
public class RunDataStore {

    private static final String METRICS = """
            select run_id, key, last_value, last_step, last_time_ms from training.run_metric
            where run_id = any(?) order by run_id, key
            """;
    private static final String PARAMS =
            "select run_id, key, value from training.run_param where run_id = any(?) order by run_id, key";
    private static final String TAGS =
            "select run_id, key, value from training.run_tag where run_id = any(?) order by run_id, key";

    private final JdbcTemplate jdbc;
    private final RunInputStore inputs;

    RunDataStore(JdbcTemplate jdbc, RunInputStore inputs) {
        this.jdbc = jdbc;
        this.inputs = inputs;
    }

    /** By run id, in one round trip; runs that have logged nothing are in it, too. */
    public Map<String, RunData> read(Collection<String> runIds) {
        var byRun = new HashMap<String, RunData>();
        runIds.forEach(id -> byRun.put(id, RunData.empty()));
        if (runIds.isEmpty()) {
            return byRun;
        }
        String[] ids = runIds.toArray(String[]::new);
        var parts = new ArrayList<Part>();
        parts.add(new Part(
                METRICS,
                (statement, first) -> bind(statement, first, ids),
                row -> byRun.get(row.getString(1))
                        .metrics()
                        .add(new MetricPoint(row.getString(2), row.getDouble(3), row.getLong(4), row.getLong(5)))));
        parts.add(texts(PARAMS, ids, (id, param) -> byRun.get(id).params().add(param)));
        parts.add(texts(TAGS, ids, (id, tag) -> byRun.get(id).tags().add(tag)));
        parts.addAll(inputs.parts(ids, byRun));
        RoundTrip.query(jdbc, parts);
        return byRun;
    }

    public RunData read(String runId) {
        return read(List.of(runId)).get(runId);
    }

    private static Part texts(String sql, String[] ids, BiConsumer<String, KeyValue> taker) {
        return new Part(
                sql,
                (statement, first) -> bind(statement, first, ids),
                row -> taker.accept(row.getString(1), new KeyValue(row.getString(2), row.getString(3))));
    }

    private static int bind(PreparedStatement statement, int first, String[] ids) throws SQLException {
        statement.setArray(first, SqlArrays.of(statement.getConnection(), "text", ids));
        return first + 1;
    }
}
