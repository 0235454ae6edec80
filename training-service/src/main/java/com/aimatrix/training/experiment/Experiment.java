package com.aimatrix.training.experiment;

import com.aimatrix.kit.problem.ApiProblem;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Runs that belong together. */
@Entity
@Table(name = "experiment", schema = "training")
public class Experiment {

    private static final String ACTIVE = "active";
    private static final String DELETED = "deleted";

    @Id
    private Long id;

    private String name;
    private String artifactLocation;
    private String lifecycleStage;
    private Instant createdAt;
    private Instant updatedAt;
    private Instant deletedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "experiment_tag", schema = "training", joinColumns = @JoinColumn(name = "experiment_id"))
    @MapKeyColumn(name = "key")
    @Column(name = "value")
    private Map<String, String> tags = new HashMap<>();

    protected Experiment() {}

    void rename(String newName, Instant at) {
        name = newName;
        updatedAt = at;
    }

    void delete(Instant at) {
        lifecycleStage = DELETED;
        deletedAt = at;
        updatedAt = at;
    }

    void restore(Instant at) {
        lifecycleStage = ACTIVE;
        deletedAt = null;
        updatedAt = at;
    }

    void tag(String key, String value, Instant at) {
        tags.put(key, value);
        updatedAt = at;
    }

    boolean removeTag(String key, Instant at) {
        updatedAt = at;
        return tags.remove(key) != null;
    }

    /** @throws ApiProblem 400 when it is deleted */
    Experiment active() {
        if (deleted()) {
            throw ApiProblem.badField(
                    "experiment_id",
                    "The experiment %s must be in the 'active' state. Current state is deleted.".formatted(id));
        }
        return this;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Below which the files of its runs lie. */
    public String artifactLocation() {
        return artifactLocation;
    }

    /** {@code active} or {@code deleted}. */
    public String lifecycleStage() {
        return lifecycleStage;
    }

    public boolean deleted() {
        return DELETED.equals(lifecycleStage);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    Instant deletedAt() {
        return deletedAt;
    }

    public Map<String, String> tags() {
        return Collections.unmodifiableMap(tags);
    }
}
