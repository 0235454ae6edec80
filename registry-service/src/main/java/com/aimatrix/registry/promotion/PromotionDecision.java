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

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Integer> archived;

    private Long undoes;
    private String requestedBy;
    private String reason;
    private Instant decidedAt;

    protected PromotionDecision() {}

    /** @param archived the versions that give way, if it is let in */
    PromotionDecision(
            long modelId,
            ModelVersion version,
            PromotionRequest request,
            List<Promotion.Check> checks,
            List<Integer> archived,
            Instant at) {
        this.modelId = modelId;
        this.version = version.version();
        this.fromStage = version.stage();
        this.toStage = request.stage();
        this.decision = decision(request, checks);
        this.checks = checks;
        this.archived = letsIn() ? archived : List.of();
        this.requestedBy = request.requestedBy();
        this.reason = request.reason() == null ? "" : request.reason();
        this.decidedAt = at;
    }

    private static String decision(PromotionRequest request, List<Promotion.Check> checks) {
        if (checks.stream().allMatch(Promotion.Check::passed)) {
            return Promotion.PROMOTED;
        }
        return request.override() ? Promotion.OVERRIDDEN : Promotion.REFUSED;
    }

    /** What takes this one back: the same version on the way back. */
    PromotionDecision undone(UndoRequest request, Instant at) {
        var undone = new PromotionDecision();
        undone.modelId = modelId;
        undone.version = version;
        undone.fromStage = toStage;
        undone.toStage = fromStage;
        undone.decision = Promotion.UNDONE;
        undone.checks = List.of();
        undone.archived = List.of();
        undone.undoes = id;
        undone.requestedBy = request.requestedBy();
        undone.reason = request.reason();
        undone.decidedAt = at;
        return undone;
    }

    boolean letsIn() {
        return !Promotion.REFUSED.equals(decision);
    }

    int version() {
        return version;
    }

    String fromStage() {
        return fromStage;
    }

    List<Integer> archived() {
        return archived;
    }

    Instant decidedAt() {
        return decidedAt;
    }

    /** @param model its name now */
    Promotion answer(String model) {
        return new Promotion(
                id,
                model,
                version,
                fromStage,
                toStage,
                decision,
                checks,
                requestedBy,
                reason,
                decidedAt,
                archived,
                undoes);
    }
}
