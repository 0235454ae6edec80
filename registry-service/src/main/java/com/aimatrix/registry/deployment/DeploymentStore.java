package com.aimatrix.registry.deployment;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface DeploymentStore extends Repository<DeploymentRevision, Long> {

    DeploymentRevision saveAndFlush(DeploymentRevision revision);

    /** The state that counts. */
    Optional<DeploymentRevision> findFirstByModelOrderByRevisionDesc(String model);

    /** The newest state in which another version was live. */
    Optional<DeploymentRevision> findFirstByModelAndLiveVersionNotOrderByRevisionDesc(String model, int liveVersion);
}
