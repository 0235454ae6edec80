package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The models that there are. */
@Component
public class Models {

    private final ModelStore store;
    private final Changes changes;
    private final Clock clock;

    Models(ModelStore store, Changes changes, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.clock = clock;
    }

    /** Makes a model; 409 when there is one of that name. */
    @Transactional
    public Model create(String name, String description, Map<String, String> tags) {
        tags.forEach((key, value) -> Texts.requireTag(key, value, "tags." + key));
        Texts.requireDescription(description);
        if (!insertIfNew(name, description, tags)) {
            throw taken(name, tags.containsKey(Model.PROMPT_TAG));
        }
        return get(name);
    }

    private boolean insertIfNew(String name, String description, Map<String, String> tags) {
        boolean isNew = store.insertIfNew(name, description, tags, now());
        if (isNew) {
            changes.modelCreated(name, description, tags, now());
        }
        return isNew;
    }

    private ApiProblem taken(String name, boolean asPrompt) {
        boolean isPrompt = store.find(name).map(Model::isPrompt).orElse(asPrompt);
        return ApiProblem.conflict(
                "model-exists",
                isPrompt == asPrompt
                        ? "%s (name=%s) already exists.".formatted(isPrompt ? "Prompt" : "Registered Model", name)
                        : "Tried to create a %s with name '%s', but the name is already taken by a %s."
                                .formatted(
                                        asPrompt ? "prompt" : "registered model",
                                        name,
                                        isPrompt ? "prompt" : "registered model"));
    }

    /** Sets what people say of a model; it is made when it is new. */
    @Transactional
    Model describe(String name, ModelDescription text) {
        text.tags().forEach((key, value) -> Texts.requireTag(key, value, "tags." + key));
        LockedModel model = lockOrMake(name);
        store.describe(model.id(), text.description(), now());
        store.setTags(model.id(), text.tags());
        changes.modelDescribed(name, now());
        return get(name);
    }

    @Transactional
    public Model setDescription(String name, String description) {
        Texts.requireDescription(description);
        store.describe(lock(name).id(), description, now());
        changes.modelDescribed(name, now());
        return get(name);
    }

    @Transactional
    public void setTag(String name, String key, String value) {
        Texts.requireTag(key, value, "value");
        boolean prompt = store.setTag(name, key, value).orElseThrow(() -> unknown(name));
        changes.modelTagSet(name, prompt, key, value, now());
    }

    /** Does nothing where there is no such tag. */
    @Transactional
    public void deleteTag(String name, String key) {
        boolean prompt = store.deleteTag(name, key).orElseThrow(() -> unknown(name));
        changes.modelTagDeleted(name, prompt, key, now());
    }

    List<Model> all() {
        return store.all();
    }

    /** 404 when there is no such model. */
    public Model get(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    public Optional<Model> find(String name) {
        return store.find(name);
    }

    /** The id of a model; 404 when there is no such model. */
    public long require(String name) {
        return store.id(name).orElseThrow(() -> unknown(name));
    }

    /** Makes changes to one model wait for each other until the transaction ends; 404 when there is no such model. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedModel lock(String name) {
        return store.lock(name).orElseThrow(() -> unknown(name));
    }

    /** The same for a model that is made when it is new. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LockedModel lockOrMake(String name) {
        Optional<LockedModel> there = store.lock(name);
        if (there.isPresent()) {
            return there.get();
        }
        insertIfNew(ModelName.checked(name), "", Map.of());
        return lock(name);
    }

    int nextVersion(LockedModel model) {
        return store.nextVersion(model.id(), now());
    }

    void touch(LockedModel model) {
        store.touch(model.id(), now());
    }

    /** 409 when there is one of that name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rename(LockedModel model, String name) {
        try {
            store.rename(model.id(), name, now());
        } catch (DuplicateKeyException e) {
            throw ApiProblem.conflict("model-exists", "Registered Model (name=%s) already exists.".formatted(name));
        }
        changes.modelRenamed(model.name(), name, now());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(LockedModel model) {
        store.delete(model.id(), now());
        changes.modelDeleted(model.name(), now());
    }

    /** The time as the database can hold it and MLflow's clients see it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static ApiProblem unknown(String name) {
        return ApiProblem.notFound(
                "unknown-model",
                "Registered Model with name=%s not found; GET /api/v1/registry/models lists them.".formatted(name));
    }
}
