package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import com.aimatrix.contracts.training.LoggedModels.LoggedModel;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.registry.catalog.Aliases;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.catalog.Model;
import com.aimatrix.registry.catalog.NewVersion;
import com.aimatrix.registry.catalog.NewVersion.Origin;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.Versions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What the source of a client's version points to, and what is known of it. */
@Component
class ClientSources {

    private final Versions versions;
    private final Aliases aliases;
    private final TrackingServer tracking;
    private final ArtifactFiles artifacts;
    private final TrackedFolders folders;

    ClientSources(
            Versions versions,
            Aliases aliases,
            TrackingServer tracking,
            ArtifactFiles artifacts,
            TrackedFolders folders) {
        this.versions = versions;
        this.aliases = aliases;
        this.tracking = tracking;
        this.artifacts = artifacts;
        this.folders = folders;
    }

    NewVersion look(ClientVersion request) {
        boolean ofPrompt = request.tags().containsKey(Model.PROMPT_TAG);
        SourceRule.require(request.source(), ofPrompt);
        if (!ofPrompt && ModelUri.isOne(request.source())) {
            ModelUri uri = ModelUri.of(request.source());
            return uri.loggedModelId() == null ? copy(request, uri) : ofLoggedModel(request, uri.loggedModelId());
        }
        String run = request.runId();
        if (run == null && request.loggedModelId() != null) {
            run = tracking.loggedModel(request.loggedModelId()).info().sourceRunId();
        }
        return folder(request, request.source(), run, request.loggedModelId());
    }

    private NewVersion ofLoggedModel(ClientVersion request, String id) {
        LoggedModel model = tracking.loggedModel(id);
        String run = request.runId() == null ? model.info().sourceRunId() : request.runId();
        return folder(request, model.info().artifactUri(), run, id);
    }

    private NewVersion folder(ClientVersion request, String storageUri, String run, String loggedModelId) {
        TrackedFolder folder = folders.look(storageUri);
        var facts = new RegisterVersion(
                run,
                folder.artifactUri(),
                folder.files(),
                Map.of(),
                List.of(),
                null,
                null,
                null,
                new VersionMetadata(
                        null,
                        request.description(),
                        request.tags(),
                        null,
                        folder.mlmodel().framework(),
                        folder.mlmodel().signature(),
                        null));
        return new NewVersion(
                Origin.CLIENT, false, request.source(), storageUri, request.runLink(), loggedModelId, facts);
    }

    /** A version of the same files, perhaps of another model: what is known of them holds for it too. */
    private NewVersion copy(ClientVersion request, ModelUri uri) {
        Version original = uri.version() != null
                ? versions.require(uri.name(), uri.version())
                : aliases.require(uri.name(), uri.alias());
        ModelVersion known = versions.get(original.model(), original.version());
        requireUnchanged(known);
        VersionMetadata metadata = known.metadata();
        var facts = new RegisterVersion(
                request.runId() == null ? known.runId() : request.runId(),
                known.artifactUri(),
                known.files(),
                known.metrics(),
                known.features(),
                known.dataHash(),
                null,
                known.referenceProfile(),
                new VersionMetadata(
                        null,
                        request.description(),
                        request.tags(),
                        metadata.type(),
                        metadata.framework(),
                        metadata.signature(),
                        metadata.trainingDurationMs()));
        return new NewVersion(
                Origin.CLIENT,
                known.servable(),
                request.source(),
                original.storageUri(),
                request.runLink(),
                request.loggedModelId() == null ? original.loggedModelId() : request.loggedModelId(),
                facts);
    }

    private void requireUnchanged(ModelVersion known) {
        if (known.files().isEmpty()) {
            return;
        }
        try {
            artifacts.differences(known.artifactUri(), known.files()).stream()
                    .findFirst()
                    .ifPresent(difference -> {
                        throw ApiProblem.conflict("artifact-differs", difference.message());
                    });
        } catch (IOException e) {
            throw ArtifactFiles.unavailable(known.artifactUri(), e);
        }
    }
}
