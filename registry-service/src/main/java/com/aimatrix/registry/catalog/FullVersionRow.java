package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.VersionMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads versions from rows, with everything. */
class FullVersionRow implements RowMapper<ModelVersion> {

    /** To be selected besides {@link VersionRow#COLUMNS}. */
    static final String MORE_COLUMNS = """
            v.artifact_uri, v.files, v.metrics, v.features, v.data_hash, v.comparison, v.reference_profile,
            v.type, v.framework, v.signature, v.signature_hash, v.training_duration_ms
            """;

    private static final TypeReference<List<ArtifactFile>> FILES = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};
    private static final TypeReference<List<String>> FEATURES = new TypeReference<>() {};

    private final JsonMapper json;
    private final VersionRow row;

    FullVersionRow(JsonMapper json) {
        this.json = json;
        this.row = new VersionRow(json);
    }

    @Override
    public ModelVersion mapRow(ResultSet rs, int number) throws SQLException {
        Version version = row.mapRow(rs, number);
        var metadata = new VersionMetadata(
                version.semver(),
                version.description(),
                version.tags(),
                rs.getString("type"),
                rs.getString("framework"),
                read(rs, "signature", Signature.class),
                rs.getObject("training_duration_ms", Long.class));
        return new ModelVersion(
                version.model(),
                version.version(),
                version.stage(),
                version.runId(),
                rs.getString("artifact_uri"),
                json.readValue(rs.getString("files"), FILES),
                json.readValue(rs.getString("metrics"), METRICS),
                json.readValue(rs.getString("features"), FEATURES),
                rs.getString("data_hash"),
                read(rs, "comparison", Comparison.class),
                read(rs, "reference_profile", ReferenceProfile.class),
                version.createdAt(),
                metadata,
                version.aliases(),
                version.source(),
                version.runLink(),
                rs.getString("signature_hash"),
                version.servable(),
                version.updatedAt());
    }

    private <T> T read(ResultSet rs, String column, Class<T> type) throws SQLException {
        String text = rs.getString(column);
        return text == null ? null : json.readValue(text, type);
    }
}
