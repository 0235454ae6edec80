package com.aimatrix.registry.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The policy that was set for a model. */
@Entity
@Table(name = "policy", schema = "registry")
class ModelPolicy {

    @Id
    private long modelId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Policy document;

    private Instant updatedAt;

    protected ModelPolicy() {}

    ModelPolicy(long modelId, Policy document, Instant at) {
        this.modelId = modelId;
        this.document = document;
        this.updatedAt = at;
    }

    Policy document() {
        return document;
    }
}
