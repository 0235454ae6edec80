package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.security.ArtifactScan;
import com.aimatrix.registry.security.Finding;
import com.aimatrix.registry.security.Globs;
import com.aimatrix.registry.security.ScanRules;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nothing in the files could do harm when they are loaded: pickles import nothing that runs code, tensors are whole, there are no
 * programs, no archives that grow, and no files with a hash that is known to be bad. What lies outside of the platform cannot be looked
 * into and passes, unless that is refused.
 *
 * @param allowedImports modules, or names with their module, that pickles may import besides
 * @param knownImportsOnly whether pickles may import only what is known to be harmless; null is false
 * @param expectedFiles globs of the only files that there may be; null is any for a version that the platform cannot serve, else those
 *     that training writes
 * @param allowedPrograms globs of files that may be programs
 * @param maxFileBytes the largest file; null is 20 GiB
 * @param maxTotalBytes of all files; null is 50 GiB
 * @param badHashes hex SHA-256 of files that are known to be bad
 * @param refuseUnseen whether a version is refused whose files cannot be looked into; null is false
 */
record SecurityScan(
        String name,
        List<String> allowedImports,
        Boolean knownImportsOnly,
        List<String> expectedFiles,
        List<String> allowedPrograms,
        Long maxFileBytes,
        Long maxTotalBytes,
        List<String> badHashes,
        Boolean refuseUnseen)
        implements Check {

    private static final long GIB = 1L << 30;
    private static final List<String> WRITTEN_BY_TRAINING =
            List.of("*.json", "*.safetensors", "*.svg", "*.html", "*.md", "*.csv");
    private static final int SHOWN = 5;

    SecurityScan {
        allowedImports = allowedImports == null ? List.of() : List.copyOf(allowedImports);
        knownImportsOnly = knownImportsOnly != null && knownImportsOnly;
        allowedPrograms = allowedPrograms == null ? List.of() : List.copyOf(allowedPrograms);
        maxFileBytes = maxFileBytes == null ? 20 * GIB : maxFileBytes;
        maxTotalBytes = maxTotalBytes == null ? 50 * GIB : maxTotalBytes;
        badHashes = badHashes == null ? List.of() : List.copyOf(badHashes);
        refuseUnseen = refuseUnseen != null && refuseUnseen;
    }

    /** One with all that it has by default. */
    static SecurityScan named(String name) {
        return new SecurityScan(name, null, null, null, null, null, null, null, null);
    }

    @Override
    public String fault() {
        if (maxFileBytes < 1 || maxTotalBytes < 1) {
            return "maxFileBytes, maxTotalBytes: expected at least 1";
        }
        if (!badHashes.stream().allMatch(each -> each.matches("[0-9a-f]{64}"))) {
            return "badHashes: expected 64 lower-case hex digits each";
        }
        if (expectedFiles != null && !expectedFiles.stream().allMatch(Globs::isValid)) {
            return "expectedFiles: expected globs such as *.json, got " + expectedFiles;
        }
        return allowedPrograms.stream().allMatch(Globs::isValid)
                ? null
                : "allowedPrograms: expected globs such as lib/*.so, got " + allowedPrograms;
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        if (candidate.version().files().isEmpty()) {
            return new Promotion.Check(
                    name,
                    !refuseUnseen,
                    null,
                    0.0,
                    "%s lies outside of the platform's artifact store: its files were not looked into."
                            .formatted(candidate.version().source()));
        }
        try {
            List<Finding> findings = new ArtifactScan(rules(candidate))
                    .scan(
                            candidate.artifacts().local(candidate.version().artifactUri()),
                            candidate.version().files());
            return new Promotion.Check(
                    name, findings.isEmpty(), (double) findings.size(), 0.0, message(candidate, findings));
        } catch (IOException e) {
            return new Promotion.Check(
                    name,
                    false,
                    null,
                    0.0,
                    "%s cannot be read: %s.".formatted(candidate.version().artifactUri(), e.getMessage()));
        }
    }

    private ScanRules rules(Candidate candidate) {
        List<String> expected = expectedFiles;
        if (expected == null) {
            expected = candidate.version().servable() ? WRITTEN_BY_TRAINING : List.of();
        }
        return new ScanRules(
                Set.copyOf(allowedImports),
                knownImportsOnly,
                expected,
                allowedPrograms,
                maxFileBytes,
                maxTotalBytes,
                Set.copyOf(badHashes));
    }

    private static String message(Candidate candidate, List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing harmful in %d files."
                    .formatted(candidate.version().files().size());
        }
        String shown = findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("; "));
        int more = findings.size() - SHOWN;
        return more > 0 ? "%s; and %d more.".formatted(shown, more) : shown + ".";
    }
}
