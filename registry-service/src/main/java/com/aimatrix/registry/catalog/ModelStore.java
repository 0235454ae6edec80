package com.aimatrix.registry.catalog;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ModelStore extends Repository<RegisteredModel, String> {

    List<RegisteredModel> findAllByOrderByName();

    Optional<RegisteredModel> findByName(String name);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from RegisteredModel where name = :name")
    Optional<RegisteredModel> lock(String name);

    @Modifying
    @Query(nativeQuery = true, value = """
            insert into registry.model (name, created_at, updated_at) values (:name, :at, :at) on conflict do nothing
            """)
    void insertIfNew(String name, Instant at);
}
