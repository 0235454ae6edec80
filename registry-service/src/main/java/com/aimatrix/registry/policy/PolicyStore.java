package com.aimatrix.registry.policy;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface PolicyStore extends Repository<ModelPolicy, Long> {

    Optional<ModelPolicy> findById(long modelId);

    ModelPolicy save(ModelPolicy policy);
}
