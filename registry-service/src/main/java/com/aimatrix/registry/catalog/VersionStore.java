package com.aimatrix.registry.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface VersionStore extends Repository<RegisteredVersion, Long> {

    RegisteredVersion saveAndFlush(RegisteredVersion version);

    void flush();

    Optional<RegisteredVersion> findByModelAndVersion(String model, int version);

    Optional<RegisteredVersion> findByModelAndRunId(String model, String runId);

    List<RegisteredVersion> findByModelOrderByVersionDesc(String model);
}
