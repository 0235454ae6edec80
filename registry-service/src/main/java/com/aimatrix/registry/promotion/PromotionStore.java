package com.aimatrix.registry.promotion;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PromotionStore extends Repository<PromotionDecision, Long> {

    PromotionDecision saveAndFlush(PromotionDecision decision);

    List<PromotionDecision> findByModelIdOrderByIdDesc(long modelId, Limit limit);

    boolean existsByModelIdAndVersion(long modelId, int version);

    /** What brought a version into a stage last. */
    Optional<PromotionDecision> findFirstByModelIdAndVersionAndToStageAndDecisionNotOrderByIdDesc(
            long modelId, int version, String toStage, String notDecision);

    /** The newest promotion to Production that was not taken back. */
    @Query(nativeQuery = true, value = """
            select p.* from registry.promotion p
            where p.model_id = :modelId and p.to_stage = 'Production' and p.decision in ('PROMOTED', 'OVERRIDDEN')
              and not exists (select 1 from registry.promotion u where u.undoes = p.id)
            order by p.id desc limit 1
            """)
    Optional<PromotionDecision> lastIntoProduction(long modelId);
}
