package com.aimatrix.training.experiment;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Runs that belong together. */
@Entity
@Table(name = "experiment", schema = "training")
public class Experiment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String name;
    private String lifecycleStage;
    private Instant createdAt;
    private Instant updatedAt;

    protected Experiment() {}

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String lifecycleStage() {
        return lifecycleStage;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
