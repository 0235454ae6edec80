package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.contracts.registry.Signature.Field;
import com.aimatrix.contracts.registry.VersionMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The signature of a model that reads features: their names, and the types that the reference profile saw. */
final class DerivedSignature {

    private static final List<Field> SCORE = List.of(new Field("score", "double", true));

    private DerivedSignature() {}

    /** The request itself where it has a signature, or nothing to make one of. */
    static RegisterVersion addedTo(RegisterVersion request) {
        VersionMetadata given = request.metadata();
        if (given.signature() != null
                || request.features() == null
                || request.features().isEmpty()) {
            return request;
        }
        return new RegisterVersion(
                request.runId(),
                request.artifactUri(),
                request.files(),
                request.metrics(),
                request.features(),
                request.dataHash(),
                request.comparison(),
                request.referenceProfile(),
                new VersionMetadata(
                        given.semver(),
                        given.description(),
                        given.tags(),
                        given.type(),
                        given.framework(),
                        of(request.features(), request.referenceProfile()),
                        given.trainingDurationMs()));
    }

    private static Signature of(List<String> features, ReferenceProfile profile) {
        Map<String, String> kinds = profile == null || profile.features() == null
                ? Map.of()
                : profile.features().stream()
                        .collect(Collectors.toMap(FeatureProfile::name, FeatureProfile::kind, (a, b) -> a));
        List<Field> inputs = features.stream()
                .map(each -> new Field(each, type(kinds.get(each)), true))
                .toList();
        return new Signature(inputs, SCORE, List.of());
    }

    private static String type(String kind) {
        return kind == null ? "any" : "categorical".equals(kind) ? "string" : "double";
    }
}
