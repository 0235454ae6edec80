package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.feature.offline.SpineStore.SpineRow;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Makes one training set: reads the rows, joins the features, writes the file. */
@Component
class TrainingSetMaker {

    private final Catalogs catalogs;
    private final SpineStore spines;
    private final PointInTimeJoin join;
    private final ArtifactStore artifacts;

    TrainingSetMaker(Catalogs catalogs, SpineStore spines, PointInTimeJoin join, ArtifactStore artifacts) {
        this.catalogs = catalogs;
        this.spines = spines;
        this.join = join;
        this.artifacts = artifacts;
    }

    record Made(long rows, List<TrainingSet.Column> columns, String sha256) {}

    /** Everything is read from one snapshot, whatever is being ingested meanwhile. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Made make(String id, TrainingSetRequest request) {
        Catalog catalog = catalogs.current();
        List<Reference> references = resolve(catalog, request);
        List<String> joinKeys = references.stream()
                .flatMap(each -> each.view().joinKeys().stream())
                .distinct()
                .toList();
        int source = catalog.source("spine.source", request.spine().source()).id();
        List<SpineRow> rows = spines.read(source, request.spine(), joinKeys);
        List<Object> columns = join.join(rows, joinKeys, references);
        try {
            String sha256 = TrainingSetWriter.write(file(id), rows, request.features(), columns, digest());
            return new Made(rows.size(), TrainingSetWriter.describe(request.features(), columns), sha256);
        } catch (IOException e) {
            throw new UncheckedIOException("the training set cannot be written: " + e.getMessage(), e);
        }
    }

    /** Finds every mistake that can be seen before the work starts. */
    static List<Reference> resolve(Catalog catalog, TrainingSetRequest request) {
        if (request.spine() == null) {
            throw ApiProblem.badField("spine", "expected where the rows come from");
        }
        catalog.source("spine.source", request.spine().source());
        for (Instant each : Arrays.asList(
                request.spine().from(), request.spine().to(), request.spine().cut())) {
            Times.check("spine", each);
        }
        if (request.features() == null || request.features().isEmpty()) {
            throw ApiProblem.badField("features", "expected at least one reference view:feature");
        }
        var references = new ArrayList<Reference>();
        for (int i = 0; i < request.features().size(); i++) {
            references.add(catalog.resolve(
                    "features[%d]".formatted(i), request.features().get(i)));
        }
        return references;
    }

    Path file(String id) {
        return artifacts.path(artifacts.uri("training-sets/%s.csv.gz".formatted(id)));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
