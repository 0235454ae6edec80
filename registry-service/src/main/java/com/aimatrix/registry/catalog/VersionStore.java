package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import com.aimatrix.kit.artifact.Sha256;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class VersionStore {

    private static final String SELECT = """
            select %s from registry.model_version v join registry.model m on m.id = v.model_id
            where m.deleted_at is null and v.deleted_at is null
            """.formatted(VersionRow.COLUMNS);

    private static final String SELECT_FULL = """
            select %s, %s from registry.model_version v join registry.model m on m.id = v.model_id
            where m.deleted_at is null and v.deleted_at is null
            """.formatted(VersionRow.COLUMNS, FullVersionRow.MORE_COLUMNS);

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final VersionRow row;
    private final FullVersionRow fullRow;

    VersionStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        this.row = new VersionRow(json);
        this.fullRow = new FullVersionRow(json);
    }

    Optional<Version> find(String model, int version) {
        return jdbc.sql("%s and m.name = ? and v.version = ?".formatted(SELECT))
                .params(model, version)
                .query(row)
                .optional();
    }

    Optional<ModelVersion> findFull(String model, int version) {
        return jdbc.sql("%s and m.name = ? and v.version = ?".formatted(SELECT_FULL))
                .params(model, version)
                .query(fullRow)
                .optional();
    }

    /** The version that a run of the platform's own trainer made. */
    Optional<ModelVersion> ofRun(String model, String runId) {
        return jdbc.sql("%s and m.name = ? and v.run_id = ? and v.origin = 'PLATFORM'".formatted(SELECT_FULL))
                .params(model, runId)
                .query(fullRow)
                .optional();
    }

    /** Newest first. */
    List<ModelVersion> all(long modelId) {
        return jdbc.sql("%s and v.model_id = ? order by v.version desc".formatted(SELECT_FULL))
                .param(modelId)
                .query(fullRow)
                .list();
    }

    /** The version with the highest semantic version, whether deleted or not. */
    Optional<Newest> newest(long modelId) {
        return jdbc.sql("""
                        select semver, signature, files from registry.model_version
                        where model_id = ? order by semver_order desc limit 1
                        """)
                .param(modelId)
                .query((rs, n) ->
                        Newest.of(json, rs.getString("semver"), rs.getString("signature"), rs.getString("files")))
                .optional();
    }

    /** The number of the version that has or had a semantic version. */
    Optional<Integer> numberOf(long modelId, Semver semver) {
        return jdbc.sql("select version from registry.model_version where model_id = ? and semver_order = ?")
                .params(modelId, semver.order())
                .query(Integer.class)
                .optional();
    }

    /** @param numbered the same version with its number and its label */
    void insert(long modelId, Version numbered, NewVersion version, Instant at) {
        RegisterVersion facts = version.facts();
        VersionMetadata metadata = facts.metadata();
        String signature = metadata.signature() == null ? null : json.writeValueAsString(metadata.signature());
        jdbc.sql("""
                        insert into registry.model_version (
                            model_id, version, stage, origin, servable, semver, source, storage_uri, artifact_uri,
                            run_id, run_link, logged_model_id, files, metrics, features, data_hash, comparison,
                            reference_profile, description, tags, type, framework, signature, signature_hash,
                            training_duration_ms, created_at, updated_at)
                        values (
                            :model, :version, 'None', :origin, :servable, :semver, :source, :storage, :artifacts,
                            :run, :link, :logged, cast(:files as jsonb), cast(:metrics as jsonb),
                            cast(:features as jsonb), :data, cast(:comparison as jsonb), cast(:profile as jsonb),
                            :description, cast(:tags as jsonb), :type, :framework, cast(:signature as jsonb),
                            :signatureHash, :duration, :at, :at)
                        """)
                .param("model", modelId)
                .param("version", numbered.version())
                .param("origin", version.origin().name())
                .param("servable", version.servable())
                .param("semver", numbered.semver())
                .param("source", version.source())
                .param("storage", version.storageUri())
                .param("artifacts", facts.artifactUri())
                .param("run", facts.runId())
                .param("link", version.runLink())
                .param("logged", version.loggedModelId())
                .param("files", text(facts.files(), List.of()))
                .param("metrics", text(facts.metrics(), Map.of()))
                .param("features", text(facts.features(), List.of()))
                .param("data", facts.dataHash())
                .param("comparison", text(facts.comparison(), null))
                .param("profile", text(facts.referenceProfile(), null))
                .param("description", numbered.description())
                .param("tags", json.writeValueAsString(numbered.tags()))
                .param("type", metadata.type())
                .param("framework", metadata.framework())
                .param("signature", signature)
                .param("signatureHash", signature == null ? null : Sha256.hex(signature))
                .param("duration", metadata.trainingDurationMs())
                .param("at", Timestamp.from(at))
                .update();
    }

    private String text(Object value, Object otherwise) {
        Object written = value == null ? otherwise : value;
        return written == null ? null : json.writeValueAsString(written);
    }

    /** What is null stays. */
    void update(long modelId, int version, VersionUpdate update, Instant at) {
        String signature = text(update.signature(), null);
        jdbc.sql("""
                        update registry.model_version set
                            description = coalesce(:description, description),
                            semver = coalesce(:semver, semver),
                            type = coalesce(:type, type),
                            framework = coalesce(:framework, framework),
                            training_duration_ms = coalesce(cast(:duration as bigint), training_duration_ms),
                            metrics = coalesce(cast(:metrics as jsonb), metrics),
                            data_hash = coalesce(:data, data_hash),
                            signature = coalesce(cast(:signature as jsonb), signature),
                            signature_hash = coalesce(:signatureHash, signature_hash),
                            updated_at = :at
                        where model_id = :model and version = :version
                        """)
                .param("description", update.description())
                .param("semver", update.semver())
                .param("type", update.type())
                .param("framework", update.framework())
                .param("duration", update.trainingDurationMs())
                .param("metrics", text(update.metrics(), null))
                .param("data", update.dataHash())
                .param("signature", signature)
                .param("signatureHash", signature == null ? null : Sha256.hex(signature))
                .param("at", Timestamp.from(at))
                .param("model", modelId)
                .param("version", version)
                .update();
    }

    /** False when there is no such version. */
    boolean setStage(long modelId, int version, String stage, Instant at) {
        return jdbc.sql("""
                        update registry.model_version set stage = ?, updated_at = ?
                        where model_id = ? and version = ? and deleted_at is null
                        """).params(stage, Timestamp.from(at), modelId, version).update() == 1;
    }

    /** Other versions in a stage, in order. */
    List<Integer> othersIn(long modelId, String stage, int version) {
        return jdbc.sql("""
                        select version from registry.model_version
                        where model_id = ? and stage = ? and version <> ? and deleted_at is null order by version
                        """)
                .params(modelId, stage, version)
                .query(Integer.class)
                .list();
    }

    boolean setTag(String model, int version, String key, String value) {
        return jdbc.sql("""
                        update registry.model_version v
                        set tags = v.tags || jsonb_build_object(cast(? as text), cast(? as text))
                        from registry.model m
                        where m.id = v.model_id and m.name = ? and v.version = ?
                          and m.deleted_at is null and v.deleted_at is null
                        """).params(key, value, model, version).update() == 1;
    }

    boolean deleteTag(String model, int version, String key) {
        return jdbc.sql("""
                        update registry.model_version v set tags = v.tags - cast(? as text)
                        from registry.model m
                        where m.id = v.model_id and m.name = ? and v.version = ?
                          and m.deleted_at is null and v.deleted_at is null
                        """).params(key, model, version).update() == 1;
    }

    void delete(long modelId, int version, Instant at) {
        jdbc.sql("delete from registry.alias where model_id = ? and version = ?")
                .params(modelId, version)
                .update();
        jdbc.sql("update registry.model_version set deleted_at = ?, updated_at = ? where model_id = ? and version = ?")
                .params(Timestamp.from(at), Timestamp.from(at), modelId, version)
                .update();
    }
}
