package com.aimatrix.registry.deployment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One desired state of a model's deployment; never changed afterwards. */
@Entity
@Table(name = "deployment", schema = "registry")
class DeploymentRevision {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long modelId;
    private long revision;
    private int liveVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Integer> shadows;

    private String cause;
    private Instant changedAt;

    protected DeploymentRevision() {}

    DeploymentRevision(long modelId, long revision, int liveVersion, List<Integer> shadows, String cause, Instant at) {
        this.modelId = modelId;
        this.revision = revision;
        this.liveVersion = liveVersion;
        this.shadows = shadows;
        this.cause = cause;
        this.changedAt = at;
    }

    long revision() {
        return revision;
    }

    int liveVersion() {
        return liveVersion;
    }

    List<Integer> shadows() {
        return shadows;
    }

    Instant changedAt() {
        return changedAt;
    }
}
