package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The models that there are. */
@Component
public class Models {

    private final ModelStore store;
    private final Clock clock;

    Models(ModelStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional
    Model describe(String name, ModelDescription text) {
        RegisteredModel model = lockOrMake(name);
        model.describe(text.description(), text.tags(), now());
        return model.answer();
    }

    @Transactional(readOnly = true)
    List<Model> all() {
        return store.findAllByOrderByName().stream()
                .map(RegisteredModel::answer)
                .toList();
    }

    @Transactional(readOnly = true)
    Model get(String name) {
        return store.findByName(name).orElseThrow(() -> unknown(name)).answer();
    }

    /** 404 when there is no such model. */
    @Transactional(readOnly = true)
    public void require(String name) {
        get(name);
    }

    /** Makes changes to one model wait for each other until the transaction ends; 404 when there is no such model. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(String name) {
        store.lock(name).orElseThrow(() -> unknown(name));
    }

    /** The time as the database can hold it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    RegisteredModel lockOrMake(String name) {
        store.insertIfNew(ModelName.checked(name), now());
        return store.lock(name).orElseThrow(() -> unknown(name));
    }

    private static ApiProblem unknown(String name) {
        return ApiProblem.notFound(
                "unknown-model", "There is no model '%s'; GET /api/v1/registry/models lists them.".formatted(name));
    }
}
