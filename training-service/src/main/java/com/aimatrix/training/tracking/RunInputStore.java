package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.RoundTrip.Part;
import com.aimatrix.kit.database.SqlArrays;
import com.aimatrix.training.tracking.RunInputLog.DatasetUse;
import com.aimatrix.training.tracking.RunInputs.Dataset;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Which data and logged models runs have used and made. */
@Component
class RunInputStore {

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RunInputStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The id of the dataset, which is made when the experiment has none of that name and digest. */
    long datasetId(long experimentId, Dataset dataset) {
        return jdbc.sql("""
                        with made as (
                            insert into training.dataset (experiment_id, name, digest, source_type, source, schema, profile)
                            values (:experiment, :name, :digest, :type, :source, :schema, :profile)
                            on conflict (experiment_id, name, digest) do update set name = excluded.name
                            returning id)
                        select id from made
                        """)
                .param("experiment", experimentId)
                .param("name", dataset.name())
                .param("digest", dataset.digest())
                .param("type", dataset.sourceType())
                .param("source", dataset.source())
                .param("schema", dataset.schema())
                .param("profile", dataset.profile())
                .query(Long.class)
                .single();
    }

    /** What is there already stays as it is. */
    void addDataset(String runId, long datasetId, List<KeyValue> tags) {
        var texts = new TreeMap<String, String>();
        tags.forEach(each -> texts.put(each.key(), each.value()));
        jdbc.sql("""
                        insert into training.run_dataset (run_id, dataset_id, tags) values (?, ?, cast(? as jsonb))
                        on conflict do nothing
                        """).params(runId, datasetId, json.writeValueAsString(texts)).update();
    }

    void addModel(String runId, String modelId, String role, long step) {
        jdbc.sql("""
                        insert into training.run_model (run_id, model_id, role, step) values (?, ?, ?, ?)
                        on conflict (run_id, model_id, role) do update set step = excluded.step
                        """).params(runId, modelId, role, step).update();
    }

    boolean isModel(String id) {
        return jdbc.sql("select exists (select from training.logged_model where id = ? and deleted_at is null)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** For {@link RunDataStore}: the rows of these runs are added to their inputs. */
    List<Part> parts(String[] runIds, Map<String, RunData> byRun) {
        return List.of(
                new Part(
                        """
                        select u.run_id, u.tags, d.* from training.run_dataset u
                        join training.dataset d on d.id = u.dataset_id where u.run_id = any(?) order by u.run_id, d.id
                        """,
                        (statement, first) -> bind(statement, first, runIds),
                        row -> byRun.get(row.getString("run_id"))
                                .inputs()
                                .datasets()
                                .add(dataset(row))),
                new Part(
                        """
                        select u.run_id, u.model_id, u.role, u.step from training.run_model u
                        where u.run_id = any(?) order by u.run_id, u.model_id
                        """,
                        (statement, first) -> bind(statement, first, runIds),
                        row -> model(row, byRun.get(row.getString("run_id")).inputs())));
    }

    private DatasetInput dataset(ResultSet row) throws SQLException {
        return new DatasetInput(
                new Dataset(
                        row.getString("name"),
                        row.getString("digest"),
                        row.getString("source_type"),
                        row.getString("source"),
                        row.getString("schema"),
                        row.getString("profile")),
                KeyValue.list(json.readValue(row.getString("tags"), TEXTS)));
    }

    private static void model(ResultSet row, RunInputs inputs) throws SQLException {
        if ("INPUT".equals(row.getString("role"))) {
            inputs.modelInputs().add(row.getString("model_id"));
        } else {
            inputs.modelOutputs().add(new ModelOutput(row.getString("model_id"), row.getLong("step")));
        }
    }

    private static int bind(PreparedStatement statement, int first, String[] ids) throws SQLException {
        statement.setArray(first, SqlArrays.of(statement.getConnection(), "text", ids));
        return first + 1;
    }

    List<DatasetUse> uses(List<Long> experimentIds, int most) {
        return jdbc.sql("""
                        select distinct d.experiment_id, d.name, d.digest, u.tags ->> 'mlflow.data.context' as context
                        from training.dataset d join training.run_dataset u on u.dataset_id = d.id
                        where d.experiment_id = any(?) order by 1, 2, 3, 4 limit ?
                        """)
                .params(experimentIds.toArray(Long[]::new), most)
                .query((rs, n) -> new DatasetUse(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4)))
                .list();
    }
}
