package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The features are named, and the reference profile that drift is measured against has each of them and the score. */
record HasSignature(String name) implements Check {

    @Override
    public String fault() {
        return null;
    }

    @Override
    public boolean concerns(Candidate candidate) {
        return candidate.version().servable();
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        List<String> features = candidate.version().features();
        ReferenceProfile profile = candidate.version().referenceProfile();
        if (features.isEmpty()) {
            return refused("The version names no features.");
        }
        if (profile == null || profile.features() == null || profile.score() == null) {
            return refused("The version has no reference profile of its features and its score.");
        }
        Set<String> missing = new HashSet<>(features);
        missing.removeAll(profile.features().stream().map(FeatureProfile::name).toList());
        return missing.isEmpty()
                ? new Promotion.Check(
                        name, true, null, null, "%d features, each with a profile.".formatted(features.size()))
                : refused("The reference profile lacks %s."
                        .formatted(String.join(", ", missing.stream().sorted().toList())));
    }

    private Promotion.Check refused(String message) {
        return new Promotion.Check(name, false, null, null, message);
    }
}
