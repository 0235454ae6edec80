package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.Signature;
import com.aimatrix.registry.catalog.Semver.Change;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the semantic version of the next version is counted from. */
record Newest(Semver semver, Signature signature, List<ArtifactFile> files) {

    private static final TypeReference<List<ArtifactFile>> FILES = new TypeReference<>() {};

    static Newest of(JsonMapper json, String semver, String signature, String files) {
        return new Newest(
                Semver.of(semver),
                signature == null ? null : json.readValue(signature, Signature.class),
                json.readValue(files, FILES));
    }

    /** The label of a version that comes after it. */
    Semver next(RegisterVersion facts) {
        if (!Compatibility.holds(signature, facts.metadata().signature())) {
            return semver.next(Change.INCOMPATIBLE);
        }
        boolean same = !files.isEmpty() && files.equals(facts.files());
        return semver.next(same ? Change.SAME_FILES : Change.TRAINED_ANEW);
    }
}
