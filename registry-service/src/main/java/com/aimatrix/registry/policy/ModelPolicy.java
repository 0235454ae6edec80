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
    private String model;

    @JdbcTypeCode(SqlTypes.JSON)
    private Policy document;

    private Instant updatedAt;

    protected ModelPolicy() {}

    ModelPolicy(String model, Policy document, Instant at) {
        this.model = model;
        this.document = document;
        this.updatedAt = at;
    }

    Policy document() {
        return document;
    }
}
