package com.aimatrix.registry.policy;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface PolicyStore extends Repository<ModelPolicy, String> {

    Optional<ModelPolicy> findById(String model);

    ModelPolicy save(ModelPolicy policy);
}
