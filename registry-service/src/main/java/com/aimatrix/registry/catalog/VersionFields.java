package com.aimatrix.registry.catalog;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Field;
import com.aimatrix.mlflow.search.Field.Kind;
import com.aimatrix.mlflow.search.Field.Type;
import com.aimatrix.mlflow.search.Keyset;
import com.aimatrix.mlflow.search.Keyset.Key;
import com.aimatrix.mlflow.search.SearchGrammar;
import com.aimatrix.mlflow.search.SearchOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** By what versions can be searched and ordered: MLflow's fields, and what only this registry knows. */
final class VersionFields {

    static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("name", Type.TEXT, "model")
            .attribute("version_number", Type.INTEGER, "version")
            .attribute("run_id", Type.TEXT)
            .attribute("source_path", Type.TEXT, "source")
            .attribute("storage_uri", Type.TEXT)
            .attribute("logged_model_id", Type.TEXT)
            .attribute("creation_timestamp", Type.INTEGER)
            .attribute("last_updated_timestamp", Type.INTEGER, "timestamp")
            .attribute("stage", Type.TEXT, "current_stage")
            .attribute("semver", Type.TEXT)
            .attribute("type", Type.TEXT)
            .attribute("framework", Type.TEXT)
            .attribute("data_hash", Type.TEXT)
            .attribute("signature_hash", Type.TEXT)
            .keyed(Kind.TAG);

    private static final Map<String, String> SQL = Map.ofEntries(
            Map.entry("name", "m.name"),
            Map.entry("version_number", "v.version::bigint"),
            Map.entry("run_id", "v.run_id"),
            Map.entry("source_path", "v.source"),
            Map.entry("storage_uri", "v.storage_uri"),
            Map.entry("logged_model_id", "v.logged_model_id"),
            Map.entry("creation_timestamp", "(extract(epoch from v.created_at at time zone 'UTC') * 1000)::bigint"),
            Map.entry("last_updated_timestamp", "(extract(epoch from v.updated_at at time zone 'UTC') * 1000)::bigint"),
            Map.entry("stage", "v.stage"),
            Map.entry("semver", "v.semver"),
            Map.entry("type", "v.type"),
            Map.entry("framework", "v.framework"),
            Map.entry("data_hash", "v.data_hash"),
            Map.entry("signature_hash", "v.signature_hash"));

    private static final Key BY_NAME = new Key("m.name", Type.TEXT, true, false);
    private static final Key NEWEST_FIRST = new Key("v.version::bigint", Type.INTEGER, false, false);

    private VersionFields() {}

    static String sql(Field attribute) {
        return SQL.get(attribute.key());
    }

    static Keyset order(List<SearchOrder> orders) {
        var keys = new ArrayList<Key>();
        if (orders.isEmpty()) {
            keys.add(new Key(SQL.get("last_updated_timestamp"), Type.INTEGER, false, false));
        }
        orders.forEach(each -> keys.add(key(each)));
        keys.add(BY_NAME);
        keys.add(NEWEST_FIRST);
        return new Keyset(keys);
    }

    private static Key key(SearchOrder order) {
        Field field = order.field();
        return switch (field.kind() == Kind.ATTRIBUTE ? field.key() : "") {
            case "semver" -> new Key("v.semver_order", Type.INTEGER, order.ascending(), false);
            case "name", "version_number", "creation_timestamp", "last_updated_timestamp" ->
                new Key(sql(field), field.type(), order.ascending(), false);
            default ->
                throw MlflowProblem.invalid(
                        "Invalid attribute key '%s' specified. Valid keys are [name, version_number, creation_timestamp, last_updated_timestamp, semver]"
                                .formatted(MlflowProblem.shown(field.key())));
        };
    }
}
