package com.aimatrix.registry.catalog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A model by name, and the counter of its versions. */
@Entity
@Table(name = "model", schema = "registry")
class RegisteredModel {

    @Id
    private String name;

    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    private int lastVersion;
    private Instant createdAt;
    private Instant updatedAt;

    protected RegisteredModel() {}

    String name() {
        return name;
    }

    void describe(String newDescription, Map<String, String> newTags, Instant at) {
        description = newDescription;
        tags = newTags;
        updatedAt = at;
    }

    int nextVersion() {
        return ++lastVersion;
    }

    Model answer() {
        return new Model(name, description, tags, lastVersion, createdAt, updatedAt);
    }
}
