package com.aimatrix.registry.security;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scans the files of a folder. */
public final class ArtifactScan {

    private final ScanRules rules;
    private final ContentScan content;

    public ArtifactScan(ScanRules rules) {
        this.rules = rules;
        this.content = new ContentScan(rules);
    }

    /**
     * Scans every file, by path.
     *
     * @throws IOException when a file cannot be read
     */
    public List<Finding> scan(Path folder, List<ArtifactFile> files) throws IOException {
        var findings = new ArrayList<Finding>();
        long total = files.stream().mapToLong(ArtifactFile::size).sum();
        if (total > rules.maxTotalBytes()) {
            findings.add(
                    new Finding("the folder", "has %d bytes, allowed are %d".formatted(total, rules.maxTotalBytes())));
        }
        for (ArtifactFile file : files) {
            findings.addAll(listed(file));
            Path path = folder.resolve(file.path());
            if (Files.isSymbolicLink(path)) {
                findings.add(new Finding(file.path(), "is a link"));
            } else {
                findings.addAll(content.scan(file.path(), path));
            }
        }
        return findings;
    }

    private List<Finding> listed(ArtifactFile file) {
        var findings = new ArrayList<Finding>();
        if (file.size() > rules.maxFileBytes()) {
            findings.add(new Finding(
                    file.path(), "has %d bytes, allowed are %d".formatted(file.size(), rules.maxFileBytes())));
        }
        if (rules.badHashes().contains(file.sha256())) {
            findings.add(new Finding(file.path(), "has a hash that is known to be bad"));
        }
        if (!rules.expectedFiles().isEmpty() && !Globs.fits(rules.expectedFiles(), file.path())) {
            findings.add(new Finding(
                    file.path(), "is not expected, but only %s".formatted(String.join(", ", rules.expectedFiles()))));
        }
        return findings;
    }
}
