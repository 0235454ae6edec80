package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The versions of models. */
@Component
public class Versions {

    private final Models models;
    private final VersionStore store;
    private final Registration registration;
    private final TransactionTemplate transactions;

    Versions(Models models, VersionStore store, Registration registration, TransactionTemplate transactions) {
        this.models = models;
        this.store = store;
        this.registration = registration;
        this.transactions = transactions;
    }

    /** Registers a version, or answers the one that the run made before. Files are read outside the transaction. */
    ModelVersion register(String model, RegisterVersion request) {
        ModelName.checked(model);
        registration.checkFields(request);
        Optional<RegisteredVersion> made = store.findByModelAndRunId(model, request.runId());
        if (made.isPresent()) {
            return made.get().answer();
        }
        registration.checkFiles(request);
        return transactions.execute(status -> insert(model, request));
    }

    private ModelVersion insert(String model, RegisterVersion request) {
        RegisteredModel owner = models.lockOrMake(model);
        return store.findByModelAndRunId(model, request.runId())
                .orElseGet(() ->
                        store.saveAndFlush(new RegisteredVersion(model, owner.nextVersion(), request, models.now())))
                .answer();
    }

    /** 404 when there is no such version. */
    @Transactional(readOnly = true)
    public ModelVersion get(String model, int version) {
        return find(model, version).answer();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<ModelVersion> all(String model) {
        models.require(model);
        return store.findByModelOrderByVersionDesc(model).stream()
                .map(RegisteredVersion::answer)
                .toList();
    }

    /** Call with the model locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changeStage(String model, int version, Stage stage) {
        find(model, version).changeStage(stage);
        store.flush();
    }

    private RegisteredVersion find(String model, int version) {
        return store.findByModelAndVersion(model, version)
                .orElseThrow(() -> ApiProblem.notFound(
                        "unknown-version",
                        "Model '%1$s' has no version %2$d; GET /api/v1/registry/models/%1$s/versions lists them."
                                .formatted(model, version)));
    }
}
