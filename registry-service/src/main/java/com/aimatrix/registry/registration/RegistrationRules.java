package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.catalog.Texts;
import com.aimatrix.registry.catalog.VersionUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a request for a new version must hold, and that its files are what it says. */
@Component
class RegistrationRules {

    private static final int LONGEST_TEXT = 500;
    private static final int MOST_FEATURES = 500;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final ArtifactFiles artifacts;

    RegistrationRules(ArtifactFiles artifacts) {
        this.artifacts = artifacts;
    }

    /** 400 with every field that is wrong. */
    void checkFields(RegisterVersion request) {
        var problems = new ArrayList<FieldProblem>();
        if (isBlank(request.runId()) || request.runId().length() > LONGEST_TEXT) {
            problems.add(new FieldProblem(
                    "runId",
                    "expected the id of the run that made the version, at most %d characters".formatted(LONGEST_TEXT)));
        }
        if (isBlank(request.artifactUri()) || request.artifactUri().length() > LONGEST_TEXT) {
            problems.add(new FieldProblem(
                    "artifactUri",
                    "expected the URI of the model folder (artifacts:/...), at most %d characters"
                            .formatted(LONGEST_TEXT)));
        }
        if (request.metrics() != null
                && request.metrics().values().stream().anyMatch(each -> each == null || !Double.isFinite(each))) {
            problems.add(new FieldProblem("metrics", "expected finite numbers; leave out what is undefined"));
        }
        if (request.dataHash() != null && !SHA256.matcher(request.dataHash()).matches()) {
            problems.add(new FieldProblem("dataHash", "expected 64 lower-case hex digits, got " + request.dataHash()));
        }
        if (request.features() != null
                && (request.features().size() > MOST_FEATURES
                        || request.features().stream()
                                .anyMatch(each -> isBlank(each) || each.length() > LONGEST_TEXT))) {
            problems.add(new FieldProblem(
                    "features", "expected at most %d references view:feature, none empty".formatted(MOST_FEATURES)));
        }
        checkFileFields(request.files(), problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
        checkMetadata(request.metadata());
    }

    private static void checkMetadata(VersionMetadata metadata) {
        new VersionUpdate(
                        metadata.description(),
                        metadata.semver(),
                        metadata.type(),
                        metadata.framework(),
                        metadata.trainingDurationMs(),
                        null,
                        null,
                        metadata.signature())
                .requireSound();
        if (metadata.tags() != null) {
            metadata.tags().forEach((key, value) -> Texts.requireTag(key, value, "metadata.tags." + key));
        }
    }

    private static void checkFileFields(List<ArtifactFile> files, List<FieldProblem> problems) {
        if (files == null || files.isEmpty()) {
            problems.add(new FieldProblem("files", "expected the files of the model folder, got none"));
            return;
        }
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < files.size(); i++) {
            ArtifactFile file = files.get(i);
            if (file == null || isBlank(file.path())) {
                problems.add(new FieldProblem("files[%d].path".formatted(i), "expected a path within the folder"));
            } else if (!paths.add(file.path())) {
                problems.add(new FieldProblem("files[%d].path".formatted(i), file.path() + " is listed twice"));
            } else if (file.sha256() == null || !SHA256.matcher(file.sha256()).matches()) {
                problems.add(new FieldProblem(
                        "files[%d].sha256".formatted(i),
                        "expected 64 lower-case hex digits for %s, got %s".formatted(file.path(), file.sha256())));
            }
        }
    }

    /** 400 when a listed file is not there, 409 when a file is another than the listed one. */
    void checkFiles(RegisterVersion request) {
        List<ArtifactFiles.Difference> differences;
        try {
            differences = artifacts.differences(request.artifactUri(), request.files());
        } catch (IllegalArgumentException e) {
            throw ApiProblem.badField("artifactUri", e.getMessage());
        } catch (IOException e) {
            throw ArtifactFiles.unavailable(request.artifactUri(), e);
        }
        var missing = differences.stream()
                .filter(ArtifactFiles.Difference::missing)
                .map(each -> new FieldProblem("files", each.message()))
                .toList();
        if (!missing.isEmpty()) {
            throw ApiProblem.badFields(missing);
        }
        if (!differences.isEmpty()) {
            throw ApiProblem.conflict("artifact-differs", differences.get(0).message());
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
