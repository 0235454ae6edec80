package com.aimatrix.registry.policy;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface DefaultPolicyStore extends Repository<DefaultPolicy, Boolean> {

    Optional<DefaultPolicy> findById(Boolean onlyOne);

    DefaultPolicy save(DefaultPolicy policy);
}
