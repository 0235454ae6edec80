package com.aimatrix.registry.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The policy that was set for all models that have none of their own. */
@Entity
@Table(name = "default_policy", schema = "registry")
class DefaultPolicy {

    @Id
    private Boolean onlyOne = true;

    @JdbcTypeCode(SqlTypes.JSON)
    private Policy document;

    private Instant updatedAt;

    protected DefaultPolicy() {}

    DefaultPolicy(Policy document, Instant at) {
        this.document = document;
        this.updatedAt = at;
    }

    Policy document() {
        return document;
    }
}
