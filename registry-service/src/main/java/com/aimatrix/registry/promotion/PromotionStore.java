package com.aimatrix.registry.promotion;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface PromotionStore extends Repository<PromotionDecision, Long> {

    PromotionDecision saveAndFlush(PromotionDecision decision);

    List<PromotionDecision> findByModelIdOrderByIdDesc(long modelId, Limit limit);

    Optional<PromotionDecision> findFirstByModelIdAndVersionAndToStageAndDecisionOrderByIdDesc(
            long modelId, int version, String toStage, String decision);
}
