package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.RegisterVersion;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A version of a model; only its stage ever changes. */
@Entity
@Table(name = "model_version", schema = "registry")
class RegisteredVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String model;
    private int version;
    private String stage;
    private String runId;
    private String artifactUri;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<ArtifactFile> files;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Double> metrics;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> features;

    private String dataHash;

    @JdbcTypeCode(SqlTypes.JSON)
    private Comparison comparison;

    @JdbcTypeCode(SqlTypes.JSON)
    private ReferenceProfile referenceProfile;

    private Instant createdAt;

    protected RegisteredVersion() {}

    RegisteredVersion(String model, int version, RegisterVersion request, Instant at) {
        this.model = model;
        this.version = version;
        this.stage = Stage.NONE.label();
        this.runId = request.runId();
        this.artifactUri = request.artifactUri();
        this.files = request.files();
        this.metrics = request.metrics() == null ? Map.of() : request.metrics();
        this.features = request.features() == null ? List.of() : request.features();
        this.dataHash = request.dataHash();
        this.comparison = request.comparison();
        this.referenceProfile = request.referenceProfile();
        this.createdAt = at;
    }

    void changeStage(Stage next) {
        stage = next.label();
    }

    ModelVersion answer() {
        return new ModelVersion(
                model,
                version,
                stage,
                runId,
                artifactUri,
                files,
                metrics,
                features,
                dataHash,
                comparison,
                referenceProfile,
                createdAt);
    }
}
