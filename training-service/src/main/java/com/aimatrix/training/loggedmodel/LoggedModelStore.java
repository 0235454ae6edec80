package com.aimatrix.training.loggedmodel;

import com.aimatrix.training.loggedmodel.LoggedModel.Status;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.ModelMetric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Logged models and their metrics. */
@Component
class LoggedModelStore {

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    LoggedModelStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(LoggedModel model) {
        jdbc.sql("""
                        insert into training.logged_model (id, experiment_id, name, source_run_id, artifact_uri, status,
                            model_type, params, tags, created_at, updated_at)
                        values (:id, :experiment, :name, :run, :artifacts, :status, :type, cast(:params as jsonb),
                            cast(:tags as jsonb), :created, :created)
                        """)
                .param("id", model.id())
                .param("experiment", model.experimentId())
                .param("name", model.name())
                .param("run", model.sourceRunId())
                .param("artifacts", model.artifactUri())
                .param("status", model.status().name())
                .param("type", model.modelType())
                .param("params", object(model.params()))
                .param("tags", object(model.tags()))
                .param("created", Timestamp.from(model.createdAt()))
                .update();
    }

    private String object(List<KeyValue> texts) {
        var object = new TreeMap<String, String>();
        texts.forEach(each -> object.put(each.key(), each.value()));
        return json.writeValueAsString(object);
    }

    LoggedModel model(ResultSet rs) throws SQLException {
        return new LoggedModel(
                rs.getString("id"),
                rs.getLong("experiment_id"),
                rs.getString("name"),
                rs.getString("source_run_id"),
                rs.getString("artifact_uri"),
                Status.valueOf(rs.getString("status")),
                rs.getString("status_message"),
                rs.getString("model_type"),
                KeyValue.list(json.readValue(rs.getString("params"), TEXTS)),
                KeyValue.list(json.readValue(rs.getString("tags"), TEXTS)),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("updated_at").toInstant(),
                List.of());
    }

    /** The model as it stands, locked until the transaction ends; empty when there is none or it is deleted. */
    Optional<LoggedModel> lock(String id) {
        return jdbc.sql("select * from training.logged_model where id = ? and deleted_at is null for update")
                .param(id)
                .query((rs, n) -> model(rs))
                .optional();
    }

    Optional<LoggedModel> find(String id) {
        return jdbc.sql("select * from training.logged_model where id = ? and deleted_at is null")
                .param(id)
                .query((rs, n) -> model(rs))
                .optional();
    }

    /** Of each key and dataset the newest, by model. */
    Map<String, List<ModelMetric>> metrics(Collection<String> modelIds) {
        var byModel = new HashMap<String, List<ModelMetric>>();
        jdbc.sql("""
                        select distinct on (model_id, key, dataset_name, dataset_digest) * from training.logged_model_metric
                        where model_id = any(?)
                        order by model_id, key, dataset_name, dataset_digest, step desc, time_ms desc
                        """).param(modelIds.toArray(String[]::new)).query(rs -> {
            var point = new MetricPoint(
                    rs.getString("key"), rs.getDouble("reading"), rs.getLong("step"), rs.getLong("time_ms"));
            String model = rs.getString("model_id");
            byModel.computeIfAbsent(model, id -> new ArrayList<>())
                    .add(new ModelMetric(
                            model,
                            rs.getString("run_id"),
                            point,
                            rs.getString("dataset_name"),
                            rs.getString("dataset_digest")));
        });
        return byModel;
    }

    void setStatus(String id, Status status, Instant at) {
        jdbc.sql("update training.logged_model set status = ?, updated_at = ? where id = ?")
                .params(status.name(), Timestamp.from(at), id)
                .update();
    }

    void setParams(String id, List<KeyValue> params, Instant at) {
        jdbc.sql("update training.logged_model set params = params || cast(? as jsonb), updated_at = ? where id = ?")
                .params(object(params), Timestamp.from(at), id)
                .update();
    }

    void setTags(String id, List<KeyValue> tags, Instant at) {
        jdbc.sql("update training.logged_model set tags = tags || cast(? as jsonb), updated_at = ? where id = ?")
                .params(object(tags), Timestamp.from(at), id)
                .update();
    }

    void deleteTag(String id, String key, Instant at) {
        jdbc.sql("update training.logged_model set tags = tags - cast(? as text), updated_at = ? where id = ?")
                .params(key, Timestamp.from(at), id)
                .update();
    }

    void setDeleted(String id, Instant at) {
        jdbc.sql("update training.logged_model set deleted_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }
}
