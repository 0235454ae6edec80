package com.aimatrix.registry.deployment;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface DeploymentStore extends Repository<DeploymentRevision, Long> {

    DeploymentRevision saveAndFlush(DeploymentRevision revision);

    /** The state that counts. */
    Optional<DeploymentRevision> findFirstByModelIdOrderByRevisionDesc(long modelId);

    /** The newest state in which another version was live that is still there. */
    @Query(nativeQuery = true, value = """
            select d.* from registry.deployment d
            join registry.model_version v on v.model_id = d.model_id and v.version = d.live_version
            where d.model_id = :modelId and d.live_version <> :liveVersion and v.deleted_at is null
            order by d.revision desc limit 1
            """)
    Optional<DeploymentRevision> before(long modelId, int liveVersion);

    /** The time of the first of the newest revisions that all have a version as a shadow. */
    @Query(nativeQuery = true, value = """
            select min(d.changed_at) from registry.deployment d
            where d.model_id = :modelId and d.revision > (
                select coalesce(max(revision), 0) from registry.deployment
                where model_id = :modelId and not shadows @> to_jsonb(cast(:version as integer)))
            """)
    Optional<Instant> shadowSince(long modelId, int version);
}
