package com.aimatrix.training.execution;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.FolderFiles;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.model.folder.ModelFile;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.training.document.RunDocument;
import com.aimatrix.training.queue.Job;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.run.RunFolders;
import com.aimatrix.training.run.RunProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Registers what a run made, and asks for its promotion. */
@Component
class Registration {

    private static final String REGISTRY = "the registry";
    private static final String TYPE = "binary-classifier";
    private static final String FRAMEWORK = "pytorch";
    private static final String PRODUCTION = "Production";
    private static final String PROMOTED = "PROMOTED";
    private static final String REQUESTED_BY = "training-service";

    private final ModelVersions registry;
    private final ArtifactStore artifacts;
    private final RunProgress progress;
    private final Patience patience;

    Registration(ServiceClients clients, ArtifactStore artifacts, RunProgress progress, Patience patience) {
        this.registry = clients.create(ModelVersions.class, clients.addresses().registryUrl());
        this.artifacts = artifacts;
        this.progress = progress;
        this.patience = patience;
    }

    /** Done again after a crash, it gives the same version: the registry knows the run. */
    void register(RunDocument document, Dataset dataset, Comparison comparison, Lease lease) throws IOException {
        long startNanos = System.nanoTime();
        String runId = lease.job().subjectId();
        String uri = RunFolders.modelUri(runId);
        Path path = artifacts.local(uri);
        var folder = new ModelFolder(path);
        ModelFile file = folder.readModelFile();
        var request = new RegisterVersion(
                runId,
                uri,
                FolderFiles.of(path),
                file.metrics(),
                file.inputNames(),
                dataset.sha256(),
                comparison,
                folder.readReferenceProfile(),
                metadata(lease.job()));
        ModelVersion version = patience.call(REGISTRY, lease, () -> registry.register(document.model(), request));
        Decision decision =
                document.registration().promote() ? promote(document, version, lease) : new Decision(null, null);
        progress.registered(
                lease.job(),
                version.version(),
                decision.outcome(),
                decision.reasons(),
                (System.nanoTime() - startNanos) / 1e9);
    }

    private VersionMetadata metadata(Job job) {
        Double seconds = progress.trainingSeconds(job);
        return new VersionMetadata(
                null, null, null, TYPE, FRAMEWORK, null, seconds == null ? null : Math.round(seconds * 1e3));
    }

    private Decision promote(RunDocument document, ModelVersion version, Lease lease) {
        var request = new PromotionRequest(PRODUCTION, REQUESTED_BY, "run " + document.runName() + " asks for it");
        Promotion promotion =
                patience.call(REGISTRY, lease, () -> registry.promote(document.model(), version.version(), request));
        boolean promoted = PROMOTED.equals(promotion.decision());
        String reasons = promotion.checks().stream()
                .filter(check -> check.passed() == promoted)
                .map(Promotion.Check::message)
                .collect(Collectors.joining("; "));
        return new Decision(promotion.decision(), reasons);
    }

    /** @param outcome PROMOTED, REFUSED or null when nothing was asked for */
    private record Decision(String outcome, String reasons) {}
}
