package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.catalog.ArtifactFiles.Difference;
import java.io.IOException;
import java.util.List;

/**
 * Every file still has the size and SHA-256 that it was registered with; they are read again. What lies outside of the platform has
 * no recorded files and passes.
 */
record ArtifactsVerified(String name) implements Check {

    @Override
    public String fault() {
        return null;
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        String uri = candidate.version().artifactUri();
        if (candidate.version().files().isEmpty()) {
            return new Promotion.Check(
                    name,
                    true,
                    null,
                    0.0,
                    "No files of %s could be recorded when it was registered: there is nothing to compare with."
                            .formatted(candidate.version().source()));
        }
        try {
            List<Difference> differences =
                    candidate.artifacts().differences(uri, candidate.version().files());
            boolean passed = differences.isEmpty();
            return new Promotion.Check(
                    name,
                    passed,
                    (double) differences.size(),
                    0.0,
                    passed
                            ? "All %d files are as registered."
                                    .formatted(candidate.version().files().size())
                            : differences.get(0).message() + ".");
        } catch (IOException e) {
            return new Promotion.Check(name, false, null, 0.0, "%s cannot be read: %s.".formatted(uri, e.getMessage()));
        }
    }
}
