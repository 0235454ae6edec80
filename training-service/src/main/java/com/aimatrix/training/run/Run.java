package com.aimatrix.training.run;

import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.training.experiment.Experiment;
import com.aimatrix.training.tracking.RunStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.springframework.data.domain.Persistable;

/** One training of one model. */
@Entity
@Table(name = "run", schema = "training")
public class Run implements Persistable<String> {

    @Id
    private String id;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    private Experiment experiment;

    private String name;

    @Enumerated(EnumType.STRING)
    private RunStatus status;

    private String lifecycleStage = "active";
    private String reason;
    private String artifactUri;

    @ColumnTransformer(write = "cast(? as jsonb)")
    private String document;

    private String model;
    private Integer version;
    private String promotion;
    private String retrainingRequestId;
    private String trainingSetId;
    private Long datasetRows;

    @Column(name = "dataset_sha256")
    private String datasetSha256;

    @Column(name = "training_set_s")
    private Double trainingSetSeconds;

    @Column(name = "training_s")
    private Double trainingSeconds;

    @Column(name = "registration_s")
    private Double registrationSeconds;

    private Instant createdAt;
    private Instant startedAt;
    private Instant endedAt;

    @Transient
    private boolean stored;

    protected Run() {}

    Run(String id, Experiment experiment, String name, RunOrder order, String document, Instant createdAt) {
        this.id = id;
        this.experiment = experiment;
        this.name = name;
        this.document = document;
        this.model = order.model();
        this.retrainingRequestId = order.retrainingRequestId();
        this.createdAt = createdAt;
        this.status = RunStatus.QUEUED;
        this.artifactUri = RunFolders.artifactUri(id);
    }

    void start(Instant at) {
        status = RunStatus.RUNNING;
        startedAt = at;
    }

    void end(RunStatus outcome, String why, Instant at) {
        status = outcome;
        reason = why;
        endedAt = at;
    }

    void madeTrainingSet(String setId, Long rows, String sha256, double seconds) {
        trainingSetId = setId;
        datasetRows = rows;
        datasetSha256 = sha256;
        trainingSetSeconds = seconds;
    }

    void trained(double seconds) {
        trainingSeconds = (trainingSeconds == null ? 0 : trainingSeconds) + seconds;
    }

    void registered(int newVersion, String decision, double seconds) {
        version = newVersion;
        promotion = decision;
        registrationSeconds = seconds;
    }

    /** @param promotionReasons what the registry's policy gate said, or null */
    RunStatusChanged event(Instant at, String promotionReasons) {
        // A finished run has no reason of its own: then it is the gate's, if that refused.
        String why = "REFUSED".equals(promotion) && reason == null ? promotionReasons : reason;
        return new RunStatusChanged(
                id,
                experiment.name(),
                name,
                status.name(),
                model,
                version,
                retrainingRequestId,
                promotion,
                why,
                at,
                trainingSetId);
    }

    @Override
    public String getId() {
        return id;
    }

    /** The id is made here, not by the database, so JPA cannot tell from it whether the row is there. */
    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }

    public Experiment experiment() {
        return experiment;
    }

    public String name() {
        return name;
    }

    public RunStatus status() {
        return status;
    }

    public String reason() {
        return reason;
    }

    /** The folder of its files. */
    public String artifactUri() {
        return artifactUri;
    }

    /** JSON of the {@code RunDocument}, or null. */
    public String document() {
        return document;
    }

    public String model() {
        return model;
    }

    public Integer version() {
        return version;
    }

    public String promotion() {
        return promotion;
    }

    public String retrainingRequestId() {
        return retrainingRequestId;
    }

    public String trainingSetId() {
        return trainingSetId;
    }

    public Long datasetRows() {
        return datasetRows;
    }

    public String datasetSha256() {
        return datasetSha256;
    }

    public Double trainingSetSeconds() {
        return trainingSetSeconds;
    }

    public Double trainingSeconds() {
        return trainingSeconds;
    }

    public Double registrationSeconds() {
        return registrationSeconds;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant endedAt() {
        return endedAt;
    }
}
