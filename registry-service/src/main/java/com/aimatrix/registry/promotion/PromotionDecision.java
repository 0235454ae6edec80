package com.aimatrix.registry.promotion;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One decision; never changed afterwards. */
@Entity
@Table(name = "promotion", schema = "registry")
class PromotionDecision {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private long modelId;
    private int version;
    private String fromStage;
    private String toStage;
    private String decision;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Promotion.Check> checks;

    private String requestedBy;
    private String reason;
    private Instant decidedAt;

    protected PromotionDecision() {}

    PromotionDecision(
            long modelId, ModelVersion version, PromotionRequest request, List<Promotion.Check> checks, Instant at) {
        this.modelId = modelId;
        this.version = version.version();
        this.fromStage = version.stage();
        this.toStage = request.stage();
        this.decision = checks.stream().allMatch(Promotion.Check::passed) ? "PROMOTED" : "REFUSED";
        this.checks = checks;
        this.requestedBy = request.requestedBy();
        this.reason = request.reason() == null ? "" : request.reason();
        this.decidedAt = at;
    }

    boolean promoted() {
        return "PROMOTED".equals(decision);
    }

    /** @param model its name now */
    Promotion answer(String model) {
        return new Promotion(id, model, version, fromStage, toStage, decision, checks, requestedBy, reason, decidedAt);
    }
}
