package com.aimatrix.training.run;

import com.aimatrix.training.tracking.RunStatus;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RunRepository extends Repository<Run, String> {

    Run saveAndFlush(Run run);

    @EntityGraph(attributePaths = "experiment")
    Optional<Run> findById(String id);

    Optional<Run> findByModelAndVersion(String model, int version);

    boolean existsByRetrainingRequestId(String requestId);

    @EntityGraph(attributePaths = "experiment")
    @Query("""
            select r from Run r
            where (:experiment is null or r.experiment.name = :experiment)
              and (:model is null or r.model = :model)
              and (:status is null or r.status = :status)
            order by r.createdAt desc, r.id
            """)
    Page<Run> find(String experiment, String model, RunStatus status, Pageable page);

    long countByStatus(RunStatus status);
}
